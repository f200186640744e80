package io.catchment.baseline;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * An event to be written.
 *
 * @param targets how many targets it has
 */
record PlainEvent(String json, int targets) {

  static PlainEvent of(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return new PlainEvent(
          json, reader.readObject().get("target") instanceof JsonArray array ? array.size() : 0);
    }
  }
}
