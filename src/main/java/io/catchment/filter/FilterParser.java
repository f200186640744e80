package io.catchment.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a filter, by one method for each rule of the grammar. Used once. */
final class FilterParser {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  /** More than any double has, and no more than every database keeps. */
  private static final int MAX_DIGITS = 100;

  private static final int MAX_SCALE = 1_000;
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final String NOT_FILTERABLE = "published";

  private static final String A_VALUE =
      "a value: a string in double quotation marks, a number, true, false or null";
  private static final String AN_OPERATOR = "an operator: " + Operator.NAMES + ", pr";

  private final FilterText text;
  private int depth;

  private FilterParser(FilterText text) {
    this.text = text;
  }

  static Filter parse(String text) throws FilterException {
    requireLength(text.length());
    Filter filter = new FilterParser(new FilterText(text)).wholeText();
    requireLength(filter.toString().length());
    return filter;
  }

  private static void requireLength(int length) throws FilterException {
    if (length > Filter.MAX_LENGTH) {
      throw new FilterException(
          Filter.MAX_LENGTH,
          "more text",
          "the end: a filter has at most " + Filter.MAX_LENGTH + " characters");
    }
  }

  private Filter wholeText() throws FilterException {
    Filter filter = disjunction();
    text.skipSpace();
    if (!text.atEnd()) {
      throw text.expected("'and', 'or' or the end");
    }
    return filter;
  }

  private Filter disjunction() throws FilterException {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(conjunction());
    } while (text.takeKeyword("or"));
    return parts.size() == 1 ? parts.get(0) : new Or(parts);
  }

  private Filter conjunction() throws FilterException {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(condition());
    } while (text.takeKeyword("and"));
    return parts.size() == 1 ? parts.get(0) : new And(parts);
  }

  private Filter condition() throws FilterException {
    if (text.takeKeyword("not")) {
      text.skipSpace();
      if (!text.isAt('(')) {
        throw text.expected("'(' after 'not'");
      }
      return new Not(group());
    }
    return text.isAt('(') ? group() : comparison();
  }

  private Filter group() throws FilterException {
    int begin = text.position();
    if (depth == Filter.MAX_DEPTH) {
      throw text.expected("no more than " + Filter.MAX_DEPTH + " parentheses inside each other");
    }
    depth++;
    text.next();
    Filter filter = disjunction();
    text.skipSpace();
    if (!text.take(')')) {
      throw text.expected("'and', 'or', or the ')' for the '(' at position " + begin);
    }
    depth--;
    return filter;
  }

  private Filter comparison() throws FilterException {
    MemberPath path = path();
    int begin = text.skipSpace();
    if (text.isAt('[')) {
      throw text.expected(AN_OPERATOR + " (filters of the System Log have no '[ ]')");
    }
    String word = text.takeWord();
    if (word.equalsIgnoreCase("pr")) {
      return new Presence(path);
    }
    Optional<Operator> operator = Operator.find(word);
    if (operator.isEmpty()) {
      throw text.expected(begin, AN_OPERATOR);
    }
    return comparison(path, operator.get());
  }

  private Filter comparison(MemberPath path, Operator operator) throws FilterException {
    int begin = text.skipSpace();
    Literal literal = literal();
    if (!literal.goesWith(operator)) {
      String expected = operator.isOfText() ? "a string" : "a string or a number";
      throw text.expected(begin, expected + " after '" + operator + "'");
    }
    return new Comparison(path, operator, literal);
  }

  private MemberPath path() throws FilterException {
    int begin = text.skipSpace();
    List<String> names = new ArrayList<>();
    do {
      if (names.size() == Filter.MAX_DEPTH) {
        throw text.expected("no more than " + Filter.MAX_DEPTH + " names in one path");
      }
      names.add(name());
    } while (text.take('.'));
    MemberPath path = new MemberPath(names);
    requireFilterable(path, begin);
    return path;
  }

  private String name() throws FilterException {
    if (text.isAt('"')) {
      return QuotedText.read(text);
    }
    int begin = text.position();
    String name = text.takeName();
    if (name.isEmpty()) {
      throw text.expected(begin, "the name of a member, such as eventType or actor.id");
    }
    return name;
  }

  private void requireFilterable(MemberPath path, int begin) throws FilterException {
    String only = path.names().size() == 1 ? path.names().get(0) : "";
    if (only.equals(NOT_FILTERABLE)) {
      throw text.expected(begin, "another member: for the time there are since and until");
    }
    // Written in quotation marks it is a name: then the text is not the word itself.
    if (FilterText.isKeyword(only) && text.position() - begin == only.length()) {
      throw text.expected(begin, "the name of a member, such as eventType or actor.id");
    }
  }

  private Literal literal() throws FilterException {
    if (text.isAt('"')) {
      return new Literal.Text(QuotedText.read(text));
    }
    int begin = text.position();
    String word = text.takeWord();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> new Literal.Truth(true);
      case "false" -> new Literal.Truth(false);
      case "null" -> new Literal.Null();
      default -> number(word, begin);
    };
  }

  private Literal number(String word, int begin) throws FilterException {
    if (!NUMBER.matcher(word).matches()) {
      throw text.expected(begin, A_VALUE);
    }
    return decimal(word)
        .map(Literal.Decimal::new)
        .orElseThrow(
            () ->
                text.expected(
                    begin,
                    "a number of at most "
                        + MAX_DIGITS
                        + " digits between 1E-"
                        + MAX_SCALE
                        + " and 1E"
                        + MAX_SCALE));
  }

  private static Optional<BigDecimal> decimal(String word) {
    if (word.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(word).stripTrailingZeros();
      boolean inRange = value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_SCALE;
      return inRange ? Optional.of(value) : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
