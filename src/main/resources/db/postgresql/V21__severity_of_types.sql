-- Types and a severity: the index says which events of a type have it, so that no others are fetched. Events whose severity is
-- hidden are hardly ever there, so an index of them takes no room. The index that is dropped comes last: from then on nobody
-- reads the events until this is committed.
create index if not exists event_by_type_and_severity on event (event_type, published_at, id, severity);
create index if not exists event_of_hidden_severity on event (published_at, id) where severity is null;
drop index if exists event_by_type;
