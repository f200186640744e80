-- When the event of a target was published, so that the first of a target that has many are read, and not all of them
-- sorted. Null in rows that a node of an older version writes.
alter table event_target add column published_at timestamp(6) with time zone;

-- The first statement keeps others from writing until the end of this; written anew, the table is as small as before.
create table event_target_with_time as
select t.event_id, t.position, e.published_at, t.target_id, t.target_type, t.alternate_id, t.display_name
  from event_target t join event e on e.id = t.event_id;
drop table event_target;
alter table event_target_with_time rename to event_target;
alter table event_target alter column event_id set not null;
alter table event_target alter column position set not null;
alter table event_target add primary key (event_id, position);
create index event_target_by_id on event_target (target_id, published_at, event_id);
create index event_target_by_alternate_id on event_target (alternate_id, published_at, event_id);

-- With the type behind it, events are counted by it without looking at them.
drop index event_by_published;
create index event_by_published on event (published_at, id, event_type);
