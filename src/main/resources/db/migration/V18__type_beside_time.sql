-- With the type behind the time, events are counted by it without looking at them.
create index if not exists event_by_published_and_type on event (published_at, id, event_type);
drop index if exists event_by_published;
