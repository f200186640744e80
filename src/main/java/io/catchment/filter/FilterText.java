package io.catchment.filter;

import io.catchment.event.StorableText;
import java.util.Locale;
import java.util.Set;

/** The text of a filter, and how far it has been read. */
final class FilterText {

  /** The most of the text that a message repeats, in characters. */
  private static final int MAX_QUOTATION = 40;

  /** What ends a name, beside white space: the signs of this language, and of others like it. */
  private static final String SIGNS = "()[]{}\".,;'`=<>!&|\\";

  private static final Set<String> KEYWORDS = Set.of("and", "or", "not");

  private final String text;
  private int position;

  FilterText(String text) {
    this.text = text;
  }

  /** Whether a path is written with it as it is: without quotation marks, and sent as UTF-8. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && StorableText.isStorable(name)
        && name.chars().allMatch(FilterText::isNamePart);
  }

  /** Whether it means something else where a path could stand. */
  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isNamePart(int c) {
    return !isSpace(c) && !Character.isISOControl(c) && SIGNS.indexOf(c) < 0;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == text.length();
  }

  /** Goes to the next token; where it begins. */
  int skipSpace() {
    while (!atEnd() && isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  /** Whether this is the next character. */
  boolean isAt(char c) {
    return !atEnd() && text.charAt(position) == c;
  }

  /** Goes past the character if it is the next one. */
  boolean take(char c) {
    boolean there = isAt(c);
    position += there ? 1 : 0;
    return there;
  }

  /** The next character, which there has to be; goes past it. */
  char next() {
    return text.charAt(position++);
  }

  /** The name that begins here, and goes past it; empty if none does. */
  String takeName() {
    int begin = position;
    position = endOfName(begin, "");
    return text.substring(begin, position);
  }

  /** The number or word that begins here, and goes past it; empty if none does. */
  String takeWord() {
    int begin = position;
    position = endOfName(begin, ".");
    return text.substring(begin, position);
  }

  /** Goes past white space and the keyword, in any case, if it comes next. */
  boolean takeKeyword(String keyword) {
    int begin = skipSpace();
    int end = endOfName(begin, ".");
    boolean there = text.substring(begin, end).equalsIgnoreCase(keyword);
    position = there ? end : begin;
    return there;
  }

  private int endOfName(int begin, String more) {
    int end = begin;
    while (end < text.length()
        && (isNamePart(text.charAt(end)) || more.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** That something else was expected here. */
  FilterException expected(String what) {
    return expected(position, what);
  }

  /** That something else was expected there. */
  FilterException expected(int there, String what) {
    return new FilterException(there, found(there), what);
  }

  private String found(int there) {
    if (there >= text.length()) {
      return "the end";
    }
    int end = Math.max(endOfName(there, "."), text.offsetByCodePoints(there, 1));
    boolean cut = end - there > MAX_QUOTATION;
    String quotation = text.substring(there, cut ? there + MAX_QUOTATION : end);
    return "'" + quotation + (cut ? "…" : "") + "'";
  }
}
