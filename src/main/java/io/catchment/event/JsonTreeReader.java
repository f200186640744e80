package io.catchment.event;

import io.catchment.event.JsonTree.Elements;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Null;
import io.catchment.event.JsonTree.Numeral;
import io.catchment.event.JsonTree.Text;
import io.catchment.event.JsonTree.Truth;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into a tree. By hand and not with JSON-P's own model, which refuses long numbers: the
 * text of a number is all that is taken from the parser.
 */
final class JsonTreeReader {

  private final JsonParser parser;
  private int depth;

  private JsonTreeReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonTree read(String json) {
    try (JsonParser parser = JsonText.parse(json)) {
      if (!parser.hasNext()) {
        throw new IllegalArgumentException("The text is empty.");
      }
      JsonTree tree = new JsonTreeReader(parser).value(parser.next());
      if (parser.hasNext()) {
        throw new IllegalArgumentException("The text goes on after its JSON value.");
      }
      return tree;
    } catch (JsonParsingException e) {
      throw new IllegalArgumentException("The text is not JSON.", e);
    }
  }

  private JsonTree value(Event token) {
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> new Text(parser.getString());
      case VALUE_NUMBER -> new Numeral(parser.getString());
      case VALUE_TRUE -> new Truth(true);
      case VALUE_FALSE -> new Truth(false);
      case VALUE_NULL -> new Null();
      case KEY_NAME, END_OBJECT, END_ARRAY ->
          throw new IllegalStateException("The parser gives no value, but " + token + ".");
    };
  }

  private JsonTree members() {
    enter();
    Map<String, JsonTree> members = new LinkedHashMap<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      members.put(name, value(parser.next()));
    }
    depth--;
    return new Members(members);
  }

  private JsonTree elements() {
    enter();
    List<JsonTree> elements = new ArrayList<>();
    for (Event token = parser.next(); token != Event.END_ARRAY; token = parser.next()) {
      elements.add(value(token));
    }
    depth--;
    return new Elements(elements);
  }

  private void enter() {
    depth++;
    if (depth > LogPageBody.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The text is nested deeper than " + LogPageBody.MAX_DEPTH + " levels.");
    }
  }
}
