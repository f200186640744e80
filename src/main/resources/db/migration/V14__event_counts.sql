-- How many events of each kind were published in each hour and on each day, so that long times are counted without reading all of their
-- events. Every event up to the id event_counted.up_to is in here once, and none beyond it: both are changed in one
-- transaction, which holds the row of event_counted. Events that are there already are counted bit by bit after the start.
create table event_counted (
  id integer primary key,
  up_to bigint not null
);
insert into event_counted (id, up_to) values (1, 0);

-- What events are told apart by here. A null is one of the values, as it is in the event, and is no part of any key: whoever
-- holds the row of event_counted adds what is missing.
create table event_kind (
  id integer primary key,
  org varchar(63) not null,
  origin varchar(16) not null,
  event_type varchar(255),
  severity varchar(255),
  outcome varchar(255)
);

-- The hour is counted from 1970 in UTC, and so is the day. Days tell nothing that their hours do not, but a year of hours
-- has millions of rows, which take a second or two to be added up.
create table event_count (
  at_hour integer not null,
  kind integer not null,
  number bigint not null,
  primary key (at_hour, kind)
);

create table event_count_of_day (
  at_day integer not null,
  kind integer not null,
  number bigint not null,
  primary key (at_day, kind)
);
