-- Further deliveries of hooks that brought an event which was there: a delivery comes again, or the log was first. Written
-- once for both, and read by the event.
create table further_delivery (
  event_id bigint not null,
  delivery_id uuid not null,
  primary key (event_id, delivery_id)
);

-- What was sent to a subscription at one time: a row for events whose ids follow one another without a gap, so that it is
-- true of each of them. Those of a delivery stand together, and under load those of many. Without a key: an event that is
-- sent again, after a crash or on request, has a further row, and nothing may keep it from being sent.
create table published (
  subscription_id integer not null,
  first_event bigint not null,
  last_event bigint not null,
  published_at timestamp(6) with time zone not null
);

create index published_by_event on published (subscription_id, first_event);
