package io.catchment.hooks;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Since when a hook should bring the events of each type: since it subscribes to it, without a
 * filter, and first delivered. A hook that fails for a while is not excused by that.
 *
 * @param byType the times, by Okta's clock
 */
record DeliveryTimes(Map<String, Instant> byType) {

  DeliveryTimes {
    byType = Map.copyOf(byType);
  }

  /** Reads what {@link #text} wrote; null is nothing. */
  static DeliveryTimes read(String text) {
    Map<String, Instant> times = new HashMap<>();
    if (text != null) {
      JsonObject json = Json.createReader(new StringReader(text)).readObject();
      json.keySet().forEach(type -> times.put(type, Instant.parse(json.getString(type))));
    }
    return new DeliveryTimes(times);
  }

  String text() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    byType.forEach((type, since) -> json.add(type, since.toString()));
    return json.build().toString();
  }

  /**
   * The times after a look at the hook: a type that it should bring now counts from now, if it does
   * deliver it, and one that it should not bring any more is forgotten.
   */
  DeliveryTimes renewed(OktaHook expected, OktaHook found, Instant now) {
    Set<String> types = wholeTypes(expected);
    Map<String, Instant> times = new HashMap<>(byType);
    times.keySet().retainAll(types);
    if (found.delivers()) {
      types.retainAll(wholeTypes(found));
      types.forEach(type -> times.putIfAbsent(type, now));
    }
    return new DeliveryTimes(times);
  }

  private static Set<String> wholeTypes(OktaHook hook) {
    Set<String> types = new HashSet<>(hook.events());
    types.removeAll(hook.filteredEvents());
    return types;
  }
}
