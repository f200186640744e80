-- When each way brought the event first; null if it has not.
alter table event add column hook_at timestamp(6) with time zone;
alter table event add column log_at timestamp(6) with time zone;
update event set hook_at = received_at where origin = 'HOOK';
update event set log_at = received_at where origin = 'SYSTEM_LOG';

-- Who may do something that one node does at a time, and until when by the database's clock.
create table lease (
  name varchar(100) primary key,
  holder uuid not null,
  expires_at timestamp(6) with time zone not null
);

-- How far an org's System Log has been read, and what came of it.
create table reconciliation (
  org varchar(63) primary key,
  next_link text,
  selection text,
  read_until timestamp(6) with time zone,
  polled_at timestamp(6) with time zone,
  seen bigint not null,
  already_had bigint not null,
  recovered bigint not null,
  failed bigint not null,
  delivery_failures bigint not null,
  hook_reports bigint not null,
  rate_limit_reports bigint not null,
  last_error varchar(1000),
  last_error_at timestamp(6) with time zone,
  failing_since timestamp(6) with time zone
);

-- Events that the System Log showed first, and the hook has still time to bring.
create table gap_candidate (
  event_id bigint primary key,
  org varchar(63) not null,
  due_at timestamp(6) with time zone not null
);

create index gap_candidate_in_time on gap_candidate (org, due_at);

-- Events that the hook has not brought in time. The rest is in the event's own row.
create table gap (
  event_id bigint primary key,
  org varchar(63) not null
);

create index gap_by_org on gap (org, event_id);

-- Ranges of the System Log that an operator wants read.
create table reconciliation_run (
  id uuid primary key,
  org varchar(63) not null,
  since_at timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  state varchar(16) not null,
  next_link text,
  seen bigint not null,
  problem varchar(1000)
);

create index reconciliation_run_by_org on reconciliation_run (org, started_at);
