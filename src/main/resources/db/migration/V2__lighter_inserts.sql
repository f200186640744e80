-- The store alone writes these tables, what belongs together in one transaction, and nobody deletes from them: so the
-- references cannot break, and checking them cost a look-up and a row lock for every row. Which rows are new is asked by
-- their id. The names are those that PostgreSQL and H2 gave; each passes over the other's.
alter table event drop constraint if exists event_delivery_id_fkey;
alter table event drop constraint if exists "CONSTRAINT_5C";
alter table event_target drop constraint if exists event_target_event_id_fkey;
alter table event_target drop constraint if exists "CONSTRAINT_3F";
alter table dead_letter drop constraint if exists dead_letter_delivery_id_fkey;
alter table dead_letter drop constraint if exists "CONSTRAINT_AB";
drop index event_by_delivery;

-- The outbox is emptied in the order of the events' ids and needs none of its own: one index instead of two.
create table outbox_by_event (
  subscription_id integer not null,
  event_id bigint not null,
  primary key (subscription_id, event_id)
);
insert into outbox_by_event (subscription_id, event_id) select subscription_id, event_id from outbox;
drop table outbox;
drop sequence outbox_seq;
alter table outbox_by_event rename to outbox;
