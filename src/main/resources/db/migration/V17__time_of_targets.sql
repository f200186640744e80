-- When the event of a target was published, so that the first of a target that has many are read, and not all of them
-- sorted. Null in rows that were there before, and in those of nodes of an older version, until the mark of this has passed
-- them: see the one of V14. Each statement may be run again, as H2 commits every one. None of them asks for the table of
-- events, which others hold while they wait for this one.
alter table event_target add column if not exists published_at timestamp(6) with time zone;
create index if not exists event_target_by_id_and_time on event_target (target_id, published_at, event_id);
create index if not exists event_target_by_alternate_id_and_time on event_target (alternate_id, published_at, event_id);
drop index if exists event_target_by_id;
drop index if exists event_target_by_alternate_id;
delete from event_counted where id = 3;
insert into event_counted (id, up_to) values (3, 0);
