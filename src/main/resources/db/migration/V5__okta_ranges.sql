-- The last good copy of the file in which Okta publishes its addresses.
create table okta_ranges (
  id integer primary key,
  text text not null,
  fetched_at timestamp(6) with time zone not null
);
