-- Runs unchanged on PostgreSQL and on H2 in its PostgreSQL mode. Times are kept to the microsecond.

create table delivery (
  id uuid primary key,
  org varchar(63) not null,
  origin varchar(16) not null,
  received_at timestamp(6) with time zone not null,
  stored_at timestamp(6) with time zone not null,
  remote_address varchar(255) not null,
  okta_event_id varchar(255),
  source varchar(255),
  batch_size integer not null
);

create sequence event_seq increment by 500;

create table event (
  id bigint primary key,
  org varchar(63) not null,
  uuid varchar(100) not null,
  published_at timestamp(6) with time zone not null,
  received_at timestamp(6) with time zone not null,
  stored_at timestamp(6) with time zone not null,
  event_type varchar(255),
  severity varchar(255),
  outcome varchar(255),
  actor_id varchar(255),
  actor_type varchar(255),
  actor_alternate_id varchar(255),
  actor_display_name varchar(255),
  client_address varchar(255),
  origin varchar(16) not null,
  delivery_id uuid not null references delivery,
  json text not null,
  constraint event_once unique (org, uuid)
);

create index event_by_delivery on event (delivery_id);

create index event_by_time on event (org, published_at);

create table event_target (
  event_id bigint not null references event,
  position integer not null,
  target_id varchar(255),
  target_type varchar(255),
  alternate_id varchar(255),
  display_name varchar(255),
  primary key (event_id, position)
);

create sequence dead_letter_seq increment by 50;

-- Position -1 is a whole delivery, otherwise the element's place in the batch.
create table dead_letter (
  id bigint primary key,
  delivery_id uuid not null references delivery,
  position integer not null,
  org varchar(63) not null,
  received_at timestamp(6) with time zone not null,
  stored_at timestamp(6) with time zone not null,
  reason varchar(1000) not null,
  body ${bytes} not null,
  constraint dead_letter_once unique (delivery_id, position)
);

create table subscription (
  id integer primary key,
  name varchar(63) not null unique,
  destination varchar(255) not null
);

-- The JNDI name is that of the resource reference in web.xml, which each server's descriptor maps.
insert into subscription (id, name, destination)
values (1, 'CatchmentEvents', 'java:comp/env/jms/CatchmentEvents');

create sequence outbox_seq increment by 500;

-- What still has to be sent. No foreign keys: a row lives for milliseconds, and a check of the
-- subscription would wait for the publisher, which holds that row's lock while it sends.
create table outbox (
  id bigint primary key,
  subscription_id integer not null,
  event_id bigint not null
);

create index outbox_in_order on outbox (subscription_id, id);
