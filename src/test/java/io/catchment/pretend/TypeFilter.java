package io.catchment.pretend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the System Log's filter language that asks for event types: {@code eventType eq "…"}
 * and {@code eventType sw "…"}, joined by {@code or}. Operators in any case; attributes not.
 */
record TypeFilter(List<Term> terms) {

  static final TypeFilter ALL = new TypeFilter(List.of(new Term("sw", "")));

  private static final Pattern TERM =
      Pattern.compile("\\s*eventType\\s+((?i:eq|sw))\\s+\"([^\"\\\\]*)\"\\s*");
  private static final Pattern OR = Pattern.compile("(?i:or)(?=\\s)");

  /**
   * The filter that the text says.
   *
   * @throws OktaException if it says anything else
   */
  static TypeFilter parse(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    Matcher or = OR.matcher(text);
    int start = 0;
    while (term.region(start, text.length()).lookingAt()) {
      terms.add(new Term(term.group(1).toLowerCase(Locale.ROOT), term.group(2)));
      if (term.end() == text.length()) {
        return new TypeFilter(terms);
      }
      if (!or.region(term.end(), text.length()).lookingAt()) {
        break;
      }
      start = or.end();
    }
    throw OktaException.badFilter(text);
  }

  boolean matches(PretendEvent event) {
    String type = event.eventType();
    return terms.stream().anyMatch(term -> term.matches(type));
  }

  private record Term(String operator, String value) {
    boolean matches(String type) {
      return operator.equals("eq") ? type.equals(value) : type.startsWith(value);
    }
  }
}
