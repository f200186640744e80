package io.catchment.hooks;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an org's hook subscribes to.
 *
 * @param types the event types
 * @param deliversSince those of them that it should bring, and since when, by Okta's clock; without
 *     those of which a filter keeps some back, and those that never were delivered
 */
public record HookSubscription(Set<String> types, Map<String, Instant> deliversSince) {

  public HookSubscription {
    types = Set.copyOf(types);
    deliversSince = Map.copyOf(deliversSince);
  }

  /**
   * Whether the hook should bring an event, as far as anybody can tell from here.
   *
   * @param eventType may be null
   */
  public boolean delivers(String eventType, Instant publishedAt) {
    return eventType != null
        && deliversSince.containsKey(eventType)
        && !publishedAt.isBefore(deliversSince.get(eventType));
  }
}
