package io.catchment.hooks;

import io.catchment.platform.JsonValues;
import io.catchment.platform.OrgSettings;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an operator wants an org's hook to be.
 *
 * @param name its name in Okta
 * @param uri the address that Okta calls
 * @param events the event types that it subscribes to, in order, each once
 * @param filter Okta's filter object; null for none
 */
record Wanted(String name, URI uri, List<String> events, JsonObject filter) {

  private static final String EVENT_TYPE = "EVENT_TYPE";

  Wanted {
    events = List.copyOf(events);
  }

  /** The form in which it is asked for, and kept. */
  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", name)
            .add("uri", uri.toString())
            .add("events", JsonValues.of(events));
    if (filter != null) {
      json.add("filter", filter);
    }
    return json.build();
  }

  /** Reads what {@link #json} wrote. */
  static Wanted read(String text) {
    JsonObject json = Json.createReader(new StringReader(text)).readObject();
    return new Wanted(
        json.getString("name"),
        URI.create(json.getString("uri")),
        json.getJsonArray("events").getValuesAs(JsonString::getString),
        json.getJsonObject("filter"));
  }

  /** For the audit trail. Its address has no query, and no user. */
  String inWords() {
    return "%s, %d event types%s, name %s"
        .formatted(uri, events.size(), filter == null ? "" : " with a filter", name);
  }

  /** Whether a hook in Okta is the one that is meant: it has the path and the name. */
  boolean isFor(OktaHook hook) {
    return uri.getPath().equals(hook.path()) && name.equals(hook.name());
  }

  /** The hook as Okta's management API takes it. */
  JsonObject forOkta(SentHeaders sent) {
    JsonObjectBuilder subscribed =
        Json.createObjectBuilder().add("type", EVENT_TYPE).add("items", json().get("events"));
    if (filter != null) {
      subscribed.add("filter", filter);
    }
    return Json.createObjectBuilder()
        .add("name", name)
        .add("events", subscribed)
        .add(
            "channel",
            Json.createObjectBuilder()
                .add("type", "HTTP")
                .add("version", "1.0.0")
                .add("config", config(sent)))
        .build();
  }

  private JsonObjectBuilder config(SentHeaders sent) {
    JsonArrayBuilder others = Json.createArrayBuilder();
    sent.others()
        .forEach(
            (key, value) ->
                others.add(Json.createObjectBuilder().add("key", key).add("value", value)));
    JsonObjectBuilder scheme =
        Json.createObjectBuilder()
            .add("type", "HEADER")
            .add("key", sent.name())
            .add("value", sent.secret());
    return Json.createObjectBuilder()
        .add("uri", uri.toString())
        .add("headers", others)
        .add("method", "POST")
        .add("authScheme", scheme);
  }

  /**
   * In what the hook in Okta differs, in words; empty if in nothing that can be seen. Headers that
   * an administrator has added are no difference: something on the way to us may need them.
   *
   * @param org whose headers Okta should send
   */
  List<String> differencesOf(OktaHook hook, OrgSettings org) {
    List<String> differences = new ArrayList<>();
    compare(differences, "name", name, hook.name());
    compare(differences, "uri", uri.toString(), hook.uri());
    compare(differences, "header", org.header(), hook.header());
    org.requiredHeaders().keySet().stream()
        .filter(header -> !hook.otherHeaders().contains(header))
        .sorted()
        .forEach(header -> differences.add("does not send the header " + header));
    missing(differences, "does not subscribe to ", events, hook.events());
    missing(differences, "subscribes also to ", hook.events(), events);
    if (!hook.filtersAs(filter)) {
      differences.add("has another filter");
    }
    return differences;
  }

  private static void compare(List<String> differences, String what, String wanted, String has) {
    if (!wanted.equals(has)) {
      differences.add("has the " + what + " " + has + " and not " + wanted);
    }
  }

  private static void missing(
      List<String> differences, String what, List<String> these, List<String> those) {
    Set<String> missing = new HashSet<>(these);
    those.forEach(missing::remove);
    these.stream().filter(missing::contains).forEach(type -> differences.add(what + type));
  }
}
