package io.catchment.console;

import io.catchment.event.StorableText;
import io.catchment.platform.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.UUID;

/**
 * An address within the page, under a name.
 *
 * @param query the address, from its {@code #} on
 * @param shared whether everybody sees it
 * @param owner who saved it
 */
record SavedView(UUID id, String name, String query, boolean shared, String owner) {

  static final int MAX_NAME = 100;
  static final int MAX_QUERY = 4_000;

  /** A new one, as it was sent; 400 if it is none. */
  static SavedView read(String body, String owner) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject sent = reader.readObject();
      return new SavedView(
          UUID.randomUUID(),
          name(text(sent, "name").strip()),
          query(text(sent, "query")),
          shared(sent),
          owner);
    } catch (JsonException e) {
      throw bad("The body must be a JSON object with \"name\" and \"query\".");
    }
  }

  private static String text(JsonObject sent, String member) {
    if (sent.get(member) instanceof JsonString text && StorableText.isStorable(text.getString())) {
      return text.getString();
    }
    throw bad(member + " is a text.");
  }

  private static String name(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw bad("name has from 1 to " + MAX_NAME + " characters.");
    }
    return name;
  }

  /** Of this page: whoever opens a view that another one saved is not led away. */
  private static String query(String query) {
    if (!query.startsWith("#/") || query.length() > MAX_QUERY) {
      throw bad("query is an address within the page: #/, at most " + MAX_QUERY + " characters.");
    }
    return query;
  }

  private static boolean shared(JsonObject sent) {
    JsonValue shared = sent.getOrDefault("shared", JsonValue.FALSE);
    if (!shared.equals(JsonValue.TRUE) && !shared.equals(JsonValue.FALSE)) {
      throw bad("shared is true or false.");
    }
    return shared.equals(JsonValue.TRUE);
  }

  private static RuntimeException bad(String detail) {
    return Problem.refusal(400, detail);
  }

  boolean isOf(String caller) {
    return owner.equals(caller);
  }

  /** As this caller sees it. */
  JsonObject json(String caller) {
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("name", name)
        .add("query", query)
        .add("shared", shared)
        .add("owner", owner)
        .add("mine", isOf(caller))
        .build();
  }
}
