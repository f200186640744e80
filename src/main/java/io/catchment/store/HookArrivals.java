package io.catchment.store;

import java.time.Instant;
import java.util.Map;

/**
 * Fired when deliveries of an org's hook brought events that were there, inside the transaction
 * that notes it. The rows of these events are locked then, unless an earlier arrival by the hook
 * was noted on them.
 *
 * @param org the alias of the org
 * @param receivedAt when a delivery with the event was received, the first of those in this
 *     transaction, by the event's uuid
 */
public record HookArrivals(String org, Map<String, Instant> receivedAt) {

  public HookArrivals {
    receivedAt = Map.copyOf(receivedAt);
  }
}
