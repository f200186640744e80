package io.catchment.event;

import io.catchment.event.JsonTree.Elements;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Null;
import io.catchment.event.JsonTree.Numeral;
import io.catchment.event.JsonTree.Text;
import io.catchment.event.JsonTree.Truth;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a tree as JSON. By hand, as it is read: a JSON-P generator writes numbers in its own way.
 */
final class JsonTreeWriter {

  private final StringBuilder out = new StringBuilder();

  static String write(JsonTree tree) {
    JsonTreeWriter writer = new JsonTreeWriter();
    writer.value(tree);
    return writer.out.toString();
  }

  private void value(JsonTree tree) {
    if (tree instanceof Members object) {
      members(object);
    } else if (tree instanceof Elements array) {
      elements(array);
    } else if (tree instanceof Text text) {
      string(text.text());
    } else if (tree instanceof Numeral number) {
      out.append(number.text());
    } else if (tree instanceof Truth truth) {
      out.append(truth.value());
    } else if (tree instanceof Null) {
      out.append("null");
    }
  }

  private void members(Members object) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonTree> member : object.members().entrySet()) {
      out.append(separator);
      string(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void elements(Elements array) {
    out.append('[');
    String separator = "";
    for (JsonTree element : array.elements()) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ' || Character.isSurrogate(c)) {
      // Half of a pair may stand alone in an event, and could not be sent as it is.
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
