-- Who did what, when, and what came of it. Numbered one by one, so that a page of it can end anywhere.
create sequence audit_seq increment by 1;

create table audit (
  id bigint primary key,
  done_at timestamp(6) with time zone not null,
  who varchar(255) not null,
  action varchar(100) not null,
  org varchar(63),
  about varchar(255),
  result integer not null,
  detail varchar(1000)
);

create index audit_by_org on audit (org, id);
create index audit_by_time on audit (done_at);

-- Views of the console that somebody saved: for himself, or for all.
create table saved_view (
  id uuid primary key,
  name varchar(100) not null,
  query varchar(4000) not null,
  shared boolean not null,
  owner_name varchar(255) not null,
  saved_at timestamp(6) with time zone not null
);

create index saved_view_by_owner on saved_view (owner_name);
