package io.catchment.hooks;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;

/** A list of texts in a column. */
final class Texts {

  private Texts() {}

  static String write(List<String> texts) {
    return array(texts).toString();
  }

  static JsonArray array(List<String> texts) {
    return Json.createArrayBuilder(texts).build();
  }

  /** Null is none. */
  static List<String> read(String text) {
    return text == null
        ? List.of()
        : Json.createReader(new StringReader(text)).readArray().getValuesAs(JsonString::getString);
  }
}
