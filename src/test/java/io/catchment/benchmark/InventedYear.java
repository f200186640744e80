package io.catchment.benchmark;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import io.catchment.store.StoredRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The deliveries of a year of a large org, in chunks that can be made apart from one another: the
 * same for the same number and end. Safe for many threads.
 */
final class InventedYear {

  /** Events of a chunk; the last one may have fewer. */
  static final int CHUNK = 5_000;

  private static final int MOST_IN_A_DELIVERY = 3;
  private static final Duration LAG = Duration.ofMillis(1_700);
  private static final Duration STORING = Duration.ofMillis(40);

  private final int events;
  private final WorkingHours hours;

  InventedYear(int events, Instant end) {
    this.events = events;
    this.hours = new WorkingHours(end, events);
  }

  int chunks() {
    return (events + CHUNK - 1) / CHUNK;
  }

  /** What the store would have written; the first event of the year has the id 1. */
  StoredRows rows(int chunk) {
    StoredRows rows = new StoredRows(1L + chunk * (long) CHUNK);
    deliveries(chunk).forEach(d -> rows.add(d, d.receivedAt().plus(STORING)));
    return rows;
  }

  List<Delivery> deliveries(int chunk) {
    SplittableRandom random = new SplittableRandom(chunk);
    int next = chunk * CHUNK;
    int end = Math.min(events, next + CHUNK);
    List<Delivery> deliveries = new ArrayList<>();
    while (next < end) {
      int size = Math.min(end - next, 1 + Skew.rank(random, MOST_IN_A_DELIVERY));
      deliveries.add(delivery(random, next, size));
      next += size;
    }
    return deliveries;
  }

  private Delivery delivery(SplittableRandom random, int first, int size) {
    List<String> json = new ArrayList<>();
    for (int i = first; i < first + size; i++) {
      json.add(InventedEvent.json(random, hours.of(i)));
    }
    Instant receivedAt = hours.of(first + size - 1).plus(LAG);
    String body =
        "{\"eventType\":\"com.okta.event_hook\",\"eventTypeVersion\":\"1.0\",\"cloudEventsVersion\":\"0.1\","
            + "\"source\":\"https://acme.okta.example/api/v1/eventHooks/who1\",\"eventId\":\""
            + id(random, receivedAt)
            + "\",\"data\":{\"events\":["
            + String.join(",", json)
            + "]},\"eventTime\":\""
            + receivedAt
            + "\",\"contentType\":\"application/json\"}";
    return new Delivery(
        id(random, receivedAt),
        Subject.ORG,
        Origin.HOOK,
        receivedAt,
        "203.0.113.9",
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }

  /** As the application names deliveries: those that come one after the other sort so. */
  private static UUID id(SplittableRandom random, Instant time) {
    long high = time.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
  }
}
