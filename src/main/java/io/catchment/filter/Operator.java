package io.catchment.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a member compares with a literal. */
public enum Operator {
  /** Equal. */
  EQ,
  /** Not equal: whatever is not {@link #EQ}. */
  NE,
  /** Greater than. */
  GT,
  /** Greater than or equal. */
  GE,
  /** Less than. */
  LT,
  /** Less than or equal. */
  LE,
  /** Contains. */
  CO,
  /** Starts with. */
  SW,
  /** Ends with. */
  EW;

  /** All of them, as a filter writes them, for a message. */
  static final String NAMES =
      Arrays.stream(values()).map(Operator::toString).collect(Collectors.joining(", "));

  /** The operator of that name, in any case. */
  static Optional<Operator> find(String name) {
    return Arrays.stream(values()).filter(o -> o.name().equalsIgnoreCase(name)).findAny();
  }

  /** Whether it asks for equal or not. */
  public boolean isEquality() {
    return this == EQ || this == NE;
  }

  /** Whether it looks into a string, and so goes with nothing but strings. */
  public boolean isOfText() {
    return this == CO || this == SW || this == EW;
  }

  /**
   * What a comparison comes to.
   *
   * @param sign negative, zero or positive: how the value compares with the literal
   * @throws IllegalStateException if this looks into a string
   */
  boolean accepts(int sign) {
    return switch (this) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case CO, SW, EW -> throw new IllegalStateException(this + " is of text.");
    };
  }

  /** As a filter writes it: {@code eq}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
