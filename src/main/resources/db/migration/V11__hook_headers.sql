-- The names of the headers that Okta was told as ours, besides the one with the secret: one that is not ours any more goes,
-- and is no administrator's. Null if nobody has noted them yet.
alter table hook add column our_headers text;
