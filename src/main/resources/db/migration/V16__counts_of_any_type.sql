-- How many events there were in each hour, whatever their type: a few rows for each hour, where those by type are as many as
-- there are types. A count of its own, with its own mark of how far it is, so that a node of an older version, which knows
-- nothing of it, can go on with the other one. Each statement may be run again: H2 commits every one that makes something.
create table if not exists event_kind_of_any_type (
  id integer primary key,
  org varchar(63) not null,
  origin varchar(16) not null,
  severity varchar(255),
  outcome varchar(255)
);

create table if not exists event_count_of_any_type (
  at_hour integer not null,
  kind integer not null,
  number bigint not null,
  primary key (at_hour, kind)
);

-- For a few kinds in a long time.
create index if not exists event_count_by_kind on event_count (kind, at_hour);
create index if not exists event_count_of_day_by_kind on event_count_of_day (kind, at_day);

-- Whoever counts holds this row: until the end of this nobody does.
update event_counted set up_to = up_to where id = 1;
delete from event_counted where id = 2;
delete from event_kind_of_any_type;
delete from event_count_of_any_type;
insert into event_counted (id, up_to) select 2, w.up_to from event_counted w where w.id = 1;
insert into event_kind_of_any_type (id, org, origin, severity, outcome)
select cast(row_number() over (order by k.org) as integer), k.org, k.origin, k.severity, k.outcome
  from (select distinct e.org, e.origin, e.severity, e.outcome from event_kind e) k;
insert into event_count_of_any_type (at_hour, kind, number)
select c.at_hour, a.id, sum(c.number)
  from event_count c join event_kind k on k.id = c.kind
  join event_kind_of_any_type a on a.org = k.org and a.origin = k.origin
    and a.severity is not distinct from k.severity and a.outcome is not distinct from k.outcome
  group by c.at_hour, a.id;
