package io.catchment.search;

import java.util.List;

/**
 * What SQL can say of a filter by itself. Every event meets exactly one of the conditions.
 *
 * @param certain the events that meet it match
 * @param open of the events that meet it the filter has to be asked
 * @param impossible the events that meet it do not match
 */
record Judgement(Condition certain, Condition open, Condition impossible) {

  /** Every event matches. */
  static final Judgement ALWAYS = of(Condition.ANYTHING, Condition.NOTHING);

  /** Those that are neither certain nor open do not match. */
  static Judgement of(Condition certain, Condition open) {
    return new Judgement(certain, open, Condition.any(certain, open).negated());
  }

  /** Nothing is certain but that no other events match. */
  static Judgement undecided(Condition condition) {
    return of(Condition.NOTHING, condition);
  }

  /** All of several filters hold. */
  static Judgement all(List<Judgement> parts) {
    Condition impossible = Condition.any(parts.stream().map(Judgement::impossible).toList());
    return new Judgement(
        Condition.all(parts.stream().map(Judgement::certain).toList()),
        Condition.all(someOpen(parts), impossible.negated()),
        impossible);
  }

  /** At least one of several filters holds. */
  static Judgement any(List<Judgement> parts) {
    Condition certain = Condition.any(parts.stream().map(Judgement::certain).toList());
    return new Judgement(
        certain,
        Condition.all(someOpen(parts), certain.negated()),
        Condition.all(parts.stream().map(Judgement::impossible).toList()));
  }

  private static Condition someOpen(List<Judgement> parts) {
    return Condition.any(parts.stream().map(Judgement::open).toList());
  }

  /** The filter does not hold. */
  Judgement negated() {
    return new Judgement(/* certain= */ impossible, open, /* impossible= */ certain);
  }

  /** Whether SQL alone decides. */
  boolean isExact() {
    return open.equals(Condition.NOTHING);
  }

  /** How much SQL it is, in characters. */
  int length() {
    return certain.sql().length() + open.sql().length() + impossible.sql().length();
  }
}
