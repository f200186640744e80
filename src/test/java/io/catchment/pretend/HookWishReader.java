package io.catchment.pretend;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a client wants a hook to be, and collects everything that is wrong with it. */
final class HookWishReader {

  private static final int MAX_EVENT_TYPES = 300;
  private static final URI NOWHERE = URI.create("https://nowhere.invalid");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?!(?i:host|connection|content-length|expect|upgrade)$)[-!#$%&'*+.^_`|~0-9A-Za-z]+");

  private final List<String> causes = new ArrayList<>();

  private HookWishReader() {}

  /**
   * The wish that the request's body says.
   *
   * @throws OktaException with all that is wrong
   */
  static HookWish read(JsonObject body) {
    HookWishReader reader = new HookWishReader();
    HookWish wish = reader.wish(body);
    if (!reader.causes.isEmpty()) {
      throw OktaException.invalid("eventHook", reader.causes.toArray(String[]::new));
    }
    return wish;
  }

  private HookWish wish(JsonObject body) {
    String name = string(body, "name").orElse("");
    require(!name.isBlank(), "name: The field cannot be left blank.");
    JsonObject events = object(body, "events");
    require("EVENT_TYPE".equals(string(events, "type").orElse("")), "events.type: EVENT_TYPE.");
    Optional<JsonObject> filter =
        Optional.ofNullable(events.get("filter"))
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject);
    return new HookWish(
        name, string(body, "description"), eventTypes(events), filter, channel(body));
  }

  private List<String> eventTypes(JsonObject events) {
    List<String> types =
        array(events, "items").stream()
            .map(v -> v instanceof JsonString text ? text.getString() : v.toString())
            .distinct()
            .toList();
    require(!types.isEmpty(), "events.items: The field cannot be left blank.");
    require(types.size() <= MAX_EVENT_TYPES, "events.items: More than 300 event types.");
    for (String type : types) {
      require(HookEventTypes.contains(type), "events.items: No hook can have " + type + ".");
    }
    return types;
  }

  private Channel channel(JsonObject body) {
    JsonObject channel = object(body, "channel");
    require("HTTP".equals(string(channel, "type").orElse("")), "channel.type: HTTP.");
    require(string(channel, "version").isPresent(), "channel.version: 1.0.0.");
    JsonObject config = object(channel, "config");
    JsonObject scheme = object(config, "authScheme");
    require(
        scheme.isEmpty() || "HEADER".equals(string(scheme, "type").orElse("")),
        "channel.config.authScheme.type: HEADER.");
    require(
        scheme.isEmpty() || isHeader(string(scheme, "key").orElse("")),
        "channel.config.authScheme.key: Not the name of a header.");
    return new Channel(
        uri(config), headers(config), string(scheme, "key"), string(scheme, "value"));
  }

  private URI uri(JsonObject config) {
    try {
      URI uri = new URI(string(config, "uri").orElse(""));
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && isLocal(uri)))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      causes.add("channel.config.uri: " + e.getReason() + ".");
      return NOWHERE;
    }
    causes.add("channel.config.uri: An absolute HTTPS address is needed.");
    return NOWHERE;
  }

  /** Okta would refuse it; a server under test has no certificate. */
  private static boolean isLocal(URI uri) {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Map<String, String> headers(JsonObject config) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonValue header : array(config, "headers")) {
      if (header instanceof JsonObject entry && isHeader(string(entry, "key").orElse(""))) {
        headers.put(entry.getString("key"), string(entry, "value").orElse(""));
      } else {
        causes.add("channel.config.headers: Each needs a key that is the name of a header.");
      }
    }
    return headers;
  }

  /** Of a kind that can be sent: not one that HTTP itself needs. */
  private static boolean isHeader(String name) {
    return HEADER.matcher(name).matches();
  }

  private void require(boolean met, String cause) {
    if (!met) {
      causes.add(cause);
    }
  }

  private static Optional<String> string(JsonObject object, String name) {
    return Optional.ofNullable(object.get(name))
        .filter(JsonString.class::isInstance)
        .map(v -> ((JsonString) v).getString())
        .filter(s -> !s.isEmpty());
  }

  private static JsonObject object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static JsonArray array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray found ? found : JsonValue.EMPTY_JSON_ARRAY;
  }
}
