package io.catchment.benchmark;

/** An event as the load generator sends it, for what writes events without receiving them. */
final class SampleEvent {

  static final String JSON =
      "{\"uuid\":\"7c1a6e4e-5e7c-4c35-8f5a-1f0f4c2e9b6d\",\"published\":\"2026-02-03T04:05:06.789Z\","
          + "\"eventType\":\"user.session.start\",\"version\":\"0\",\"severity\":\"INFO\","
          + "\"actor\":{\"id\":\"00uactor\",\"type\":\"User\",\"alternateId\":\"hr@acme.example\"},"
          + "\"target\":[{\"id\":\"0oa1a2b3c4d5e6f7g8h9\",\"type\":\"AppInstance\",\"alternateId\":\"Mail\",\"displayName\":\"Mail\"},"
          + "{\"id\":\"00u9h8g7f6e5d4c3b2a1\",\"type\":\"User\",\"alternateId\":\"kim@acme.example\",\"displayName\":\"Kim\"}],"
          + "\"filler\":\""
          + "x".repeat(399)
          + "\"}";

  private SampleEvent() {}
}
