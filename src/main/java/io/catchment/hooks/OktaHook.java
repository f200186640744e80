package io.catchment.hooks;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A hook as Okta describes it. Members that are missing or odd count as empty.
 *
 * @param json Okta's answer without the values of the headers that it sends: Okta hides one of
 *     them, and shows the others, secret or not; and of its address without the user and the values
 *     of the query, see {@link ShownAddress}
 */
record OktaHook(JsonObject json) {

  private static final String CHANNEL = "channel";
  private static final String CONFIG = "config";
  private static final String URI_MEMBER = "uri";
  private static final String DESCRIPTION = "description";

  OktaHook {
    if (json.containsKey(CHANNEL)) {
      json = Json.createObjectBuilder(json).add(CHANNEL, withoutSecrets(json.get(CHANNEL))).build();
    }
  }

  static OktaHook read(String text) {
    return new OktaHook(Json.createReader(new StringReader(text)).readObject());
  }

  String id() {
    return json.getString("id", "");
  }

  String name() {
    return json.getString("name", "");
  }

  String status() {
    return json.getString("status", "");
  }

  String verification() {
    return json.getString("verificationStatus", "");
  }

  /** How it stands, in Okta's words. */
  String state() {
    return status() + " and " + verification();
  }

  /** Okta delivers to a hook that is active and verified, and to no other. */
  boolean delivers() {
    return isActive() && isVerified();
  }

  boolean isActive() {
    return status().equals("ACTIVE");
  }

  boolean isVerified() {
    return verification().equals("VERIFIED");
  }

  String uri() {
    return config().getString(URI_MEMBER, "");
  }

  /** The name of the header that carries the secret. */
  String header() {
    return member(config(), "authScheme").getString("key", "");
  }

  /** The names of the other headers that it sends; of any case. */
  Set<String> otherHeaders() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    array(config(), "headers").stream()
        .filter(JsonObject.class::isInstance)
        .forEach(header -> names.add(header.asJsonObject().getString("key", "")));
    return names;
  }

  List<String> events() {
    return array(member(json, "events"), "items").stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).getString())
        .toList();
  }

  /** The event types of which a filter keeps some back. */
  Set<String> filteredEvents() {
    return filters().stream()
        .filter(JsonObject.class::isInstance)
        .map(entry -> entry.asJsonObject().getString("event", ""))
        .collect(Collectors.toSet());
  }

  /** Whether it has this filter; null for none. What Okta adds to one makes no difference. */
  boolean filtersAs(JsonObject filter) {
    return expressions(filters()).equals(expressions(filters(filter)));
  }

  /** Whether it is set up as this one is, in all that we set. */
  boolean isSetUpAs(OktaHook other) {
    return name().equals(other.name())
        && isCalledAs(other)
        && Set.copyOf(events()).equals(Set.copyOf(other.events()))
        && expressions(filters()).equals(expressions(other.filters()));
  }

  /** Whether Okta calls it as it calls this one, as far as that can be seen. */
  boolean isCalledAs(OktaHook other) {
    return uri().equals(other.uri())
        && header().equals(other.header())
        && otherHeaders().equals(other.otherHeaders());
  }

  /**
   * What is asked for, with the description that this one has: what Okta is not told, it erases.
   */
  JsonObject describing(JsonObject asked) {
    return json.get(DESCRIPTION) instanceof JsonString text
        ? Json.createObjectBuilder(asked).add(DESCRIPTION, text).build()
        : asked;
  }

  /** Whether it looks like an address of this org's, by the end of its path. */
  boolean isFor(String org) {
    return path().endsWith("/hooks/" + org);
  }

  /** The path of its address; empty if it has none. */
  String path() {
    try {
      return Objects.requireNonNullElse(URI.create(uri()).getPath(), "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private JsonObject config() {
    return member(member(json, CHANNEL), CONFIG);
  }

  private JsonArray filters() {
    return filters(member(member(json, "events"), "filter"));
  }

  private static JsonArray filters(JsonObject filter) {
    return filter == null ? JsonValue.EMPTY_JSON_ARRAY : array(filter, "eventFilterMap");
  }

  private static Set<String> expressions(JsonArray filters) {
    return filters.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .map(
            e ->
                e.getString("event", "") + " " + member(e, "condition").getString("expression", ""))
        .collect(Collectors.toSet());
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject member ? member : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static JsonArray array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static JsonValue withoutSecrets(JsonValue json) {
    if (json instanceof JsonObject object) {
      JsonObjectBuilder kept = Json.createObjectBuilder();
      object.forEach(
          (name, member) -> {
            if (!name.equals("value")) {
              kept.add(name, shown(name, member));
            }
          });
      return kept.build();
    }
    if (json instanceof JsonArray array) {
      JsonArrayBuilder kept = Json.createArrayBuilder();
      array.forEach(element -> kept.add(withoutSecrets(element)));
      return kept.build();
    }
    return json;
  }

  private static JsonValue shown(String name, JsonValue member) {
    return name.equals(URI_MEMBER) && member instanceof JsonString address
        ? Json.createValue(ShownAddress.of(address.getString()))
        : withoutSecrets(member);
  }
}
