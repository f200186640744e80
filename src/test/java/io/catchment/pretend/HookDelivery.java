package io.catchment.pretend;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events on their way to a hook. */
record HookDelivery(Hook hook, List<PretendEvent> events) {

  /** The envelope with a new {@code eventId}. */
  String envelope(URI base, Instant now) {
    String list = events.stream().map(PretendEvent::inDelivery).collect(Collectors.joining(","));
    return "{\"eventType\":\"com.okta.event_hook\",\"eventTypeVersion\":\"1.0\",\"cloudEventsVersion\":\"0.1\","
        + "\"source\":\""
        + hook.address(base)
        + "\",\"eventId\":\""
        + UUID.randomUUID()
        + "\",\"data\":{\"events\":["
        + list
        + "]},\"eventTime\":\""
        + Dates.text(now)
        + "\",\"contentType\":\"application/json\"}";
  }
}
