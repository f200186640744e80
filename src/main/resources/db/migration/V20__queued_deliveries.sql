-- When a delivery was handed to the broker, so that the way of an event tells how long it was on the queue. Null in rows that
-- were there before, and of deliveries that were stored past the queue.
alter table delivery add column if not exists queued_at timestamp(6) with time zone;
