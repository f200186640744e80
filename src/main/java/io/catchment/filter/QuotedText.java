package io.catchment.filter;

/** Strings in quotation marks, with escapes, as JSON has them (RFC 8259, section 7). */
final class QuotedText {

  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";
  private static final int HEX_DIGITS = 4;

  private QuotedText() {}

  /** Reads the string that begins at the text's next character, which is a quotation mark. */
  static String read(FilterText text) throws FilterException {
    int begin = text.position();
    StringBuilder string = new StringBuilder();
    text.next();
    while (!text.take('"')) {
      requireMore(text, begin);
      int position = text.position();
      char c = text.next();
      if (c < ' ') {
        throw new FilterException(
            position,
            "a control character",
            "its escape, as in \\n: the string that begins at position " + begin + " is JSON");
      }
      string.append(c == '\\' ? readEscape(text, begin) : c);
    }
    return string.toString();
  }

  private static void requireMore(FilterText text, int begin) throws FilterException {
    if (text.atEnd()) {
      throw text.expected("the quotation mark that ends the string from position " + begin);
    }
  }

  private static char readEscape(FilterText text, int begin) throws FilterException {
    requireMore(text, begin);
    if (text.take('u')) {
      return readHex(text, begin);
    }
    int position = text.position();
    int index = ESCAPES.indexOf(text.next());
    if (index < 0) {
      throw text.expected(position, "an escape of JSON after the \\: one of \" \\ / b f n r t u");
    }
    return ESCAPED.charAt(index);
  }

  private static char readHex(FilterText text, int begin) throws FilterException {
    int value = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      requireMore(text, begin);
      int position = text.position();
      char c = text.next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw text.expected(position, "a hexadecimal digit: \\u is followed by four");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** Writes a string so that it reads the same, and can be sent as UTF-8. */
  static String write(String string) {
    StringBuilder text = new StringBuilder(string.length() + 2).append('"');
    string.codePoints().forEach(c -> append(text, c));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, int codePoint) {
    int index = codePoint == '/' ? -1 : ESCAPED.indexOf(codePoint);
    if (index >= 0) {
      text.append('\\').append(ESCAPES.charAt(index));
    } else if (codePoint < ' ' || Character.getType(codePoint) == Character.SURROGATE) {
      text.append(String.format("\\u%04x", codePoint));
    } else {
      text.appendCodePoint(codePoint);
    }
  }
}
