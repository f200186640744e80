-- Until when a range is read: its events come in the order in which they were published. Null before the first one.
alter table reconciliation_run add column read_until timestamp(6) with time zone;
update reconciliation_run set read_until = until_at where state = 'DONE';
