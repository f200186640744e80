package io.catchment.filter;

import io.catchment.event.JsonTree;
import io.catchment.event.JsonTree.Elements;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Numeral;
import io.catchment.event.JsonTree.Text;
import java.util.ArrayList;
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
 * <p>Okta compares them with the values of an event, in any case (Okta, "System Log query", Keyword
 * filter), and asks for whole values there. Here a word may be part of one, so that {@code ann}
 * finds {@code ann@example.com}: whatever Okta finds is found. The values are all strings, wherever
 * they stand, and all numbers, as they are written; not the names of members.
 *
 * @param words in the order and case in which they were written; none if nothing was asked for
 */
public record Keywords(List<String> words) {

  /** The most words. */
  public static final int MAX_WORDS = 10;

  /** The longest word, in code points. */
  public static final int MAX_WORD_LENGTH = 40;

  private static final int FIRST_BEYOND_ASCII = 0x80;

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

  /**
   * Whether an event holds all of the words, each in some value; always if there is none.
   *
   * @param event the whole event
   */
  public boolean matches(JsonTree event) {
    List<String> values = new ArrayList<>();
    if (!words.isEmpty()) {
      collect(event, values);
    }
    return words.stream()
        .map(Keywords::withoutCase)
        .allMatch(word -> values.stream().anyMatch(value -> value.contains(word)));
  }

  private static void collect(JsonTree value, List<String> values) {
    if (value instanceof Members object) {
      for (JsonTree member : object.members().values()) {
        collect(member, values);
      }
    } else if (value instanceof Elements array) {
      for (JsonTree element : array.elements()) {
        collect(element, values);
      }
    } else if (value instanceof Text string) {
      values.add(withoutCase(string.text()));
    } else if (value instanceof Numeral number) {
      values.add(withoutCase(number.text()));
    }
  }

  /**
   * Character by character, so that a part of a text is the same alone. No sign beyond ASCII
   * becomes one of ASCII, as the Kelvin sign would: so a database can look for words of ASCII
   * without knowing about the others.
   */
  private static String withoutCase(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints().map(Keywords::withoutCase).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private static int withoutCase(int codePoint) {
    int folded = Character.toLowerCase(Character.toUpperCase(codePoint));
    return folded < FIRST_BEYOND_ASCII && codePoint >= FIRST_BEYOND_ASCII ? codePoint : folded;
  }

  private static Stream<String> words(String text) {
    return SEPARATORS.splitAsStream(text).filter(word -> !word.isEmpty());
  }
}
