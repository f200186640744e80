package io.catchment.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What has to stand in the text of an event, so that a string or a name can be in it.
 *
 * <p>JSON may write any character as {@code \\u} and four digits, and some in other ways too. So
 * either the text holds {@code \\u}, or it holds every run of characters that have no other form.
 */
final class EventText {

  /** What has another form in JSON, or none in a database: control characters, halves of pairs. */
  private static final Pattern ESCAPED = Pattern.compile("[\"\\\\/\\p{Cntrl}\\p{Cs}]+");

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7e]+");

  private static final String ESCAPE = "\\u";

  private EventText() {}

  /** A string of the event can hold this one. */
  static Condition holds(String string) {
    return contains(longest(ESCAPED, string));
  }

  /** Some member of the event can have this name. */
  static Condition names(String name) {
    boolean plain = !ESCAPED.matcher(name).find();
    return plain ? contains('"' + name + '"') : holds(name);
  }

  /**
   * A string of the event can hold this word in any case. Of letters beyond ASCII every database
   * has an opinion of its own, so the others alone count; and in some languages the small letter of
   * I is another than i.
   */
  static Condition holdsInAnyCase(String word) {
    String run = longest(ESCAPED, longest(NOT_ASCII, word));
    return run.isEmpty()
        ? Condition.ANYTHING
        : Condition.of(
            "(position(? in lower(replace(e.json, 'I', 'i'))) > 0 or position(? in e.json) > 0)",
            lowerCase(run),
            ESCAPE);
  }

  private static Condition contains(String run) {
    return run.isEmpty()
        ? Condition.ANYTHING
        : Condition.of("(position(? in e.json) > 0 or position(? in e.json) > 0)", run, ESCAPE);
  }

  private static String longest(Pattern separators, String text) {
    return Arrays.stream(separators.split(text))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }
}
