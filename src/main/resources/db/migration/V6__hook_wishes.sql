-- What was wanted of a hook while Okta was away may be rejected when it is back: since when it waits, what Okta had taken
-- before, and what is said of it then.
alter table hook add column wanted_at timestamp(6) with time zone;
alter table hook add column taken text;
alter table hook add column rejection varchar(1000);
-- Okta has agreed to something only if it has taken a wish; which one, the version before does not say.
update hook set taken = wanted where agreed is not null;
