package io.catchment.pretend;

import java.time.Instant;

/**
 * An event of the pretend Okta, in the two dialects in which Okta tells of it: what happened is the
 * same, but where it happened is said elsewhere.
 */
public interface PretendEvent {

  String uuid();

  String eventType();

  /** When it happened, in milliseconds since 1970. */
  long publishedMillis();

  /** The event's JSON in the System Log: {@code request.ipChain}. */
  String inLog();

  /** The event's JSON in a hook's delivery: {@code client.ipChain}, and no {@code request}. */
  String inDelivery();

  default Instant publishedAt() {
    return Instant.ofEpochMilli(publishedMillis());
  }
}
