package io.catchment.it;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Invented events and deliveries. */
final class Samples {

  static final String CREATED = "user.lifecycle.create";

  private Samples() {}

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  /** An event of a kind that payroll does not care for. */
  static String event(String uuid) {
    return event(uuid, "user.session.start", "robin@acme.example");
  }

  static String event(String uuid, String type, String login) {
    return "{\"uuid\":\"%s\",\"published\":\"2026-02-03T04:05:06.789Z\",\"eventType\":\"%s\",\"version\":\"0\",\"severity\":\"INFO\",\"actor\":{\"id\":\"00uactor\",\"type\":\"User\",\"alternateId\":\"hr@acme.example\",\"displayName\":\"Kim Hr\"},\"client\":{\"ipAddress\":\"198.51.100.7\",\"ipChain\":[]},\"outcome\":{\"result\":\"SUCCESS\"},\"target\":[{\"id\":\"0oaapp\",\"type\":\"AppInstance\",\"alternateId\":\"Mail\"},{\"id\":\"00u-%s\",\"type\":\"User\",\"alternateId\":\"%s\",\"displayName\":\"Robin\"}]}"
        .formatted(uuid, type, login, login);
  }

  static String delivery(String... events) {
    return delivery(List.of(events));
  }

  static String delivery(List<String> events) {
    return "{\"eventType\":\"com.okta.event_hook\",\"eventTypeVersion\":\"1.0\",\"cloudEventsVersion\":\"0.1\",\"source\":\"https://acme.okta.example/api/v1/eventHooks/whoTest\",\"eventId\":\"%s\",\"data\":{\"events\":[%s]},\"eventTime\":\"2026-02-03T04:05:09.000Z\",\"contentType\":\"application/json\"}"
        .formatted(uuid(), String.join(",", events));
  }

  static List<String> uuids(int number) {
    return IntStream.range(0, number).mapToObj(i -> uuid()).toList();
  }
}
