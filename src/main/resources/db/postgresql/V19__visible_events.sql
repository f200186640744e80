-- Only for PostgreSQL. Which events everybody may see is noted by a vacuum; until then what an index tells of them is looked
-- up in the table all the same. By itself it would come when a fifth of the table is new, after months of the newest events.
alter table event set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);

-- Until it knows what is in a new table, it asks in ways that are not the best.
analyze event_kind_of_any_type;
analyze event_count_of_any_type;
