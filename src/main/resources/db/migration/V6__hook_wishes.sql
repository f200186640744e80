-- What was wanted of a hook while Okta was away may be rejected when it is back: since when it waits, what Okta had taken
-- before, and what is said of it then.
alter table hook add column wanted_at timestamp(6) with time zone;
alter table hook add column taken text;
alter table hook add column rejection varchar(1000);
-- A fingerprint is kept only of a wish that Okta has taken.
update hook set taken = wanted where fingerprint is not null;
