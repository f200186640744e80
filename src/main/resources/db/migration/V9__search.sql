-- What searches need. Every index costs each event that is stored, so there are few: the time for every page, and what is
-- asked for most. The type and the actor by either name have the order of a page behind them, so that the first page of a
-- rare value is read and not sorted. The target by either name has the event alone behind it, for its table knows no time:
-- the events of a rare value are found, and then sorted. All other conditions are looked up in what those leave.
-- The first replaces the one by org and time: an installation has few orgs, and whoever counts one's last day passes over
-- the others'.
create index event_by_published on event (published_at, id);
drop index event_by_time;
create index event_by_type on event (event_type, published_at, id);
create index event_by_actor on event (actor_id, published_at, id);
create index event_by_actor_alternate_id on event (actor_alternate_id, published_at, id);
create index event_target_by_id on event_target (target_id, event_id);
create index event_target_by_alternate_id on event_target (alternate_id, event_id);

-- One row: what every node signs its cursors with. It opens nothing, and whoever reads it can read the events as well.
create table search_key (
  id integer primary key,
  bytes ${bytes} not null
);
