package io.catchment.pretend;

/** Writes JSON fast, member after member. No name and no value may have to be escaped. */
final class JsonWriter {

  private static final int USUAL_LENGTH = 2_048;

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  JsonWriter object(String name) {
    return name(name).begin('{');
  }

  JsonWriter object() {
    return separate().begin('{');
  }

  JsonWriter endObject() {
    text.append('}');
    return this;
  }

  JsonWriter array(String name) {
    return name(name).begin('[');
  }

  JsonWriter endArray() {
    text.append(']');
    return this;
  }

  JsonWriter member(String name, String value) {
    name(name);
    text.append('"').append(value).append('"');
    return this;
  }

  /** A number, a truth value or null. */
  JsonWriter raw(String name, Object value) {
    name(name);
    text.append(value);
    return this;
  }

  /** One or more members that are written already. */
  JsonWriter members(String written) {
    separate();
    text.append(written);
    return this;
  }

  JsonWriter nothing(String... names) {
    for (String name : names) {
      raw(name, null);
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private JsonWriter name(String name) {
    separate();
    text.append('"').append(name).append("\":");
    return this;
  }

  private JsonWriter begin(char bracket) {
    text.append(bracket);
    return this;
  }

  private JsonWriter separate() {
    char last = text.length() == 0 ? '[' : text.charAt(text.length() - 1);
    if (last != '{' && last != '[') {
      text.append(',');
    }
    return this;
  }
}
