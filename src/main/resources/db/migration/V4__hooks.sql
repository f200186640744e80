-- The event hook of each org that delivers to us: what is wanted of it, what Okta agreed to, and what Okta said of it
-- last. No secret: the fingerprint only tells whether the headers that Okta sends are still those that are set.
create table hook (
  org varchar(63) primary key,
  okta_id varchar(100),
  wanted text,
  agreed text,
  found text,
  other_hooks text,
  fingerprint varchar(255),
  delivers_since text,
  verified_at timestamp(6) with time zone,
  checked_at timestamp(6) with time zone,
  problem varchar(1000),
  problem_at timestamp(6) with time zone
);
