package io.catchment.pretend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the System Log, after which a page begins. Clients must take its text for what it is
 * to them: any text.
 *
 * @param generation cursors of an earlier one are forgotten
 * @param published of the last event before it, in milliseconds; 0 in polling
 * @param position of the last event before it in a range, of the next one in polling
 */
record Cursor(int generation, boolean polling, long published, int position) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}):(true|false):(-?\\d+):(\\d{1,9})");

  /**
   * The cursor that {@link #text} wrote.
   *
   * @throws OktaException if it is none
   */
  static Cursor parse(String text) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(text);
      Matcher matcher = TEXT.matcher(new String(decoded, StandardCharsets.ISO_8859_1));
      if (matcher.matches()) {
        return new Cursor(
            Integer.parseInt(matcher.group(1)),
            Boolean.parseBoolean(matcher.group(2)),
            Long.parseLong(matcher.group(3)),
            Integer.parseInt(matcher.group(4)));
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  static OktaException unknown() {
    return OktaException.invalid("after", "after: The cursor is not known.");
  }

  String text() {
    String text = generation + ":" + polling + ":" + published + ":" + position;
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
