-- Until when the hook should have brought the event: a delivery that came in time and is stored late takes the gap back.
-- Null for gaps that were found before; they stay.
alter table gap add column due_at timestamp(6) with time zone;
alter table reconciliation add column taken_back bigint default 0 not null;
