package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how a hook is called.
 *
 * @param headers what the administrator has added, in order
 * @param secretHeader the name of the header with the secret; empty if there is none
 */
public record Channel(
    URI uri, Map<String, String> headers, Optional<String> secretHeader, Optional<String> secret) {

  /** The channel with the other's secret, if it has none itself and the header is the same. */
  Channel withSecretOf(Channel other) {
    boolean kept = secret.isEmpty() && secretHeader.equals(other.secretHeader);
    return new Channel(uri, headers, secretHeader, kept ? other.secret : secret);
  }

  /** All but the secret. */
  JsonObject json() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    headers.forEach(
        (key, value) -> list.add(Json.createObjectBuilder().add("key", key).add("value", value)));
    JsonObjectBuilder config =
        Json.createObjectBuilder()
            .add("uri", uri.toString())
            .add("headers", list)
            .add("method", "POST");
    secretHeader.ifPresent(
        key ->
            config.add(
                "authScheme", Json.createObjectBuilder().add("type", "HEADER").add("key", key)));
    return Json.createObjectBuilder()
        .add("type", "HTTP")
        .add("version", "1.0.0")
        .add("config", config)
        .build();
  }

  @Override
  public String toString() {
    return "Channel to " + uri;
  }
}
