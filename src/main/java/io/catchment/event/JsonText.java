package io.catchment.event;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** JSON that came from outside. */
final class JsonText {

  /** Made once, because {@link Json#createParser} looks for the provider on the class path anew. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonText() {}

  static JsonParser parse(String text) {
    return PARSERS.createParser(new StringReader(text));
  }

  /**
   * Parses UTF-8. What is none fails in the parser, by a {@link jakarta.json.JsonException} with
   * the cause {@link java.nio.charset.CharacterCodingException}.
   */
  static JsonParser parse(byte[] utf8) {
    return PARSERS.createParser(new Utf8Reader(utf8));
  }

  /** Fails if anything follows: the parser looks at that only when it is asked for more. */
  static void requireEnd(JsonParser parser) {
    while (parser.hasNext()) {
      parser.next();
    }
  }
}
