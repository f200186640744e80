package io.catchment.hooks;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers that a hook in Okta sends, with the values that Okta shows. Those that an
 * administrator has added may be secret to a gateway on the way to us: nothing is done with them
 * but to tell them to Okta again. From Okta's Event Hooks Management API, which replaces all
 * headers of a hook with those that it is told.
 */
final class ShownHeaders {

  static final ShownHeaders NONE = new ShownHeaders(Map.of());

  private final Map<String, String> values;

  private ShownHeaders(Map<String, String> values) {
    this.values = values;
  }

  /** Those of a hook as Okta shows it; what is odd about them is left out. */
  static ShownHeaders of(JsonObject hook) {
    Map<String, String> values = new TreeMap<>();
    if (hook.get("channel") instanceof JsonObject channel
        && channel.get("config") instanceof JsonObject config
        && config.get("headers") instanceof JsonArray headers) {
      headers.forEach(header -> read(header, values));
    }
    return new ShownHeaders(values);
  }

  private static void read(JsonValue header, Map<String, String> values) {
    if (header instanceof JsonObject object
        && object.get("key") instanceof JsonString key
        && object.get("value") instanceof JsonString value) {
      values.put(key.getString(), value.getString());
    }
  }

  /** All but those with these names: ours of before are no administrator's. */
  ShownHeaders without(Set<String> names) {
    Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rest.putAll(values);
    names.forEach(rest::remove);
    return new ShownHeaders(rest);
  }

  /** Ours, and these of which we say nothing. The case of a name makes no difference. */
  SentHeaders addedTo(SentHeaders ours) {
    NavigableMap<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(values);
    all.remove(ours.name());
    ours.others().keySet().forEach(all::remove);
    all.putAll(ours.others());
    return new SentHeaders(ours.name(), ours.secret(), all);
  }

  /** Without any value. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
