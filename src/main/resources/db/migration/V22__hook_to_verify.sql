-- Whether Okta was told another secret or address of the hook, and has not verified it since: Okta need not say so itself.
alter table hook add column if not exists to_verify boolean default false not null;
