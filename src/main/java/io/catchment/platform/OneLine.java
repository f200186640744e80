package io.catchment.platform;

import java.util.regex.Pattern;

/**
 * Text of others for a line of the log: it ends no line and hides nothing of one, and it is short.
 */
public final class OneLine {

  private static final String REPLACEMENT = "\uFFFD";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private OneLine() {}

  /**
   * The text with a U+FFFD for each control character and each other end of a line.
   *
   * @param most how many UTF-16 units of it are kept
   */
  public static String of(String text, int most) {
    return CONTROL.matcher(cut(text, most)).replaceAll(REPLACEMENT);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splitsPair ? most - 1 : most);
  }
}
