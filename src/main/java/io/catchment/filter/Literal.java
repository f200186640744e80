package io.catchment.filter;

import io.catchment.event.JsonTree;
import java.math.BigDecimal;
import java.util.Objects;

/** What a member is compared with. It prints as a filter writes it, which is as JSON. */
public sealed interface Literal {

  /**
   * Whether a comparison with it has a meaning: {@code co}, {@code sw} and {@code ew} go with
   * strings, and the order of {@code gt} and the like with strings and numbers (RFC 7644: a filter
   * that orders booleans is invalid).
   */
  boolean goesWith(Operator operator);

  /** Whether one value of an event compares so with it; not if it is of another type. */
  boolean compares(JsonTree value, Operator operator);

  /** A string. */
  record Text(String text) implements Literal {

    public Text {
      Objects.requireNonNull(text);
    }

    @Override
    public boolean goesWith(Operator operator) {
      return true;
    }

    @Override
    public boolean compares(JsonTree value, Operator operator) {
      return value instanceof JsonTree.Text string && compares(string.text(), operator);
    }

    private boolean compares(String value, Operator operator) {
      return switch (operator) {
        case CO -> value.contains(text);
        case SW -> value.startsWith(text);
        case EW -> value.endsWith(text);
        case EQ, NE, GT, GE, LT, LE -> operator.accepts(CodePointOrder.compare(value, text));
      };
    }

    @Override
    public String toString() {
      return QuotedText.write(text);
    }
  }

  /**
   * A number. One that was written in another way, as {@code 1.0} for {@code 1}, is the same.
   *
   * @param value without zeros at its end
   */
  record Decimal(BigDecimal value) implements Literal {

    /** The longest text of a number in an event that is looked at, in characters. */
    private static final int MAX_NUMERAL = 1_000;

    /** With more zeros at its end than these a number is written with an exponent. */
    private static final int MAX_ZEROS = 18;

    /** Takes the zeros off its end. */
    public Decimal {
      value = value.stripTrailingZeros();
    }

    @Override
    public boolean goesWith(Operator operator) {
      return !operator.isOfText();
    }

    @Override
    public boolean compares(JsonTree value, Operator operator) {
      return value instanceof JsonTree.Numeral number && compares(number.text(), operator);
    }

    /** A number that Java has no room for equals none that a filter can hold. */
    private boolean compares(String numeral, Operator operator) {
      if (numeral.length() > MAX_NUMERAL) {
        return operator == Operator.NE;
      }
      try {
        return operator.accepts(new BigDecimal(numeral).compareTo(value));
      } catch (NumberFormatException e) {
        return operator == Operator.NE;
      }
    }

    @Override
    public String toString() {
      boolean plain = value.scale() <= 0 && value.scale() > -MAX_ZEROS;
      return plain ? value.toPlainString() : value.toString();
    }
  }

  /** One of {@code true} and {@code false}. */
  record Truth(boolean value) implements Literal {

    @Override
    public boolean goesWith(Operator operator) {
      return operator.isEquality();
    }

    @Override
    public boolean compares(JsonTree found, Operator operator) {
      return found instanceof JsonTree.Truth truth
          && operator.accepts(Boolean.compare(truth.value(), value));
    }

    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** The value {@code null}, which stands for none at all. */
  record Null() implements Literal {

    @Override
    public boolean goesWith(Operator operator) {
      return operator.isEquality();
    }

    @Override
    public boolean compares(JsonTree value, Operator operator) {
      return value instanceof JsonTree.Null == (operator == Operator.EQ);
    }

    @Override
    public String toString() {
      return "null";
    }
  }
}
