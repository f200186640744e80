package io.catchment.okta;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/** JSON text in bytes: looked at without being read, or read. */
final class JsonBytes {

  private JsonBytes() {}

  /** Whether it begins and ends as an array does. */
  static boolean looksLikeArray(byte[] json) {
    int first = first(json);
    int last = last(json);
    return first < last && json[first] == '[' && json[last] == ']';
  }

  /** Whether the first element ends within this beginning of an array. */
  static boolean hasWholeElement(byte[] beginning) {
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < beginning.length; i++) {
      byte b = beginning[i];
      if (b == '"') {
        inText = !inText;
      } else if (inText) {
        i += b == '\\' ? 1 : 0;
      } else if (b == '[' || b == '{') {
        depth++;
      } else if (b == ']' || b == '}') {
        depth--;
      }
      if (!inText && depth == 1 && endsElement(b)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsElement(byte b) {
    return b == ',' || b == ']' || b == '}';
  }

  /** Empty if it is no object. */
  static Optional<JsonObject> findObject(byte[] json) {
    return find(json)
        .flatMap(value -> value instanceof JsonObject o ? Optional.of(o) : Optional.empty());
  }

  /** Empty if it is no array of objects. */
  static Optional<List<JsonObject>> findObjects(byte[] json) {
    return find(json)
        .flatMap(value -> value instanceof JsonArray a ? Optional.of(a) : Optional.empty())
        .filter(array -> array.stream().allMatch(JsonObject.class::isInstance))
        .map(array -> array.getValuesAs(JsonObject.class));
  }

  private static Optional<JsonValue> find(byte[] json) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      return Optional.of(reader.readValue());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static int first(byte[] json) {
    int first = 0;
    while (first < json.length && isSpace(json[first])) {
      first++;
    }
    return first;
  }

  private static int last(byte[] json) {
    int last = json.length - 1;
    while (last > 0 && isSpace(json[last])) {
      last--;
    }
    return last;
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }
}
