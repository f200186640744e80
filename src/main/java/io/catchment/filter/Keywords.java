package io.catchment.filter;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of the System Log's {@code q} parameter: an event has to hold all of them, in any case.
 *
 * <p>Words stand between white space. Okta has no way to ask for a phrase; a quotation mark
 * separates words too, so that a phrase in quotation marks finds the events that hold all of its
 * words. Okta takes at most ten words of 40 characters (its API description, {@code /api/v1/logs}).
 *
 * @param words in the order and case in which they were written; none if nothing was asked for
 */
public record Keywords(List<String> words) {

  /** The most words. */
  public static final int MAX_WORDS = 10;

  /** The longest word, in code points. */
  public static final int MAX_WORD_LENGTH = 40;

  /** White space, control characters and quotation marks. */
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cc}\"]+");

  public Keywords {
    words = List.copyOf(words);
  }

  /**
   * Reads the parameter; an empty one asks for nothing.
   *
   * @throws KeywordsException if there are too many words, or one is too long
   */
  public static Keywords parse(String text) throws KeywordsException {
    List<String> words = words(text).limit(MAX_WORDS + 1L).toList();
    if (words.size() > MAX_WORDS) {
      throw new KeywordsException("A search has at most " + MAX_WORDS + " words.");
    }
    for (String word : words) {
      if (word.codePointCount(0, word.length()) > MAX_WORD_LENGTH) {
        throw new KeywordsException(
            "A word of a search has at most "
                + MAX_WORD_LENGTH
                + " characters; the one that begins with '"
                + word.substring(0, word.offsetByCodePoints(0, MAX_WORD_LENGTH / 2))
                + "' is longer. Shorten it, or use a filter.");
      }
    }
    return new Keywords(words);
  }

  private static Stream<String> words(String text) {
    return SEPARATORS.splitAsStream(text).filter(word -> !word.isEmpty());
  }
}
