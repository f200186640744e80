package io.catchment.event;

/**
 * Text as every database keeps it: without U+0000, which PostgreSQL refuses, and without half of a
 * surrogate pair, which has no UTF-8 form. JSON may hold either, written as an escape.
 */
public final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** Whether the text can be stored as it is. */
  public static boolean isStorable(String text) {
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int codePoint = text.codePointAt(i);
      if (isRefused(codePoint)) {
        return false;
      }
      next = i + Character.charCount(codePoint);
    }
    return true;
  }

  /**
   * The text for a column that is searched, not for the record: what cannot be stored is replaced
   * by U+FFFD, and what is longer than {@code maxLength} UTF-16 units is cut. Null stays null.
   */
  public static String forColumn(String text, int maxLength) {
    if (text == null) {
      return null;
    }
    String storable = isStorable(text) ? text : replaceRefused(text);
    if (storable.length() <= maxLength) {
      return storable;
    }
    boolean splitsPair = Character.isHighSurrogate(storable.charAt(maxLength - 1));
    return storable.substring(0, splitsPair ? maxLength - 1 : maxLength);
  }

  private static String replaceRefused(String text) {
    StringBuilder replaced = new StringBuilder(text.length());
    text.codePoints().map(c -> isRefused(c) ? REPLACEMENT : c).forEach(replaced::appendCodePoint);
    return replaced.toString();
  }

  private static boolean isRefused(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
