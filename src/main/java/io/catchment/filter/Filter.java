package io.catchment.filter;

import io.catchment.event.JsonTree;

/**
 * A condition on events, in the language of the System Log's {@code filter} parameter.
 *
 * <p>The grammar is that of SCIM (RFC 7644, section 3.4.2.2) as far as Okta's System Log takes it:
 * {@code eq ne gt ge lt le co sw ew pr}, {@code and or not ( )}. {@code not} stands before
 * parentheses and binds closest, then {@code and}, then {@code or}. Operators, keywords and
 * literals ({@code true}) are read in any case, names of members are not: {@code EventType} is
 * another member than {@code eventType} (Okta, "Core Okta API", Filter). There is no {@code [ ]},
 * and no condition on {@code published}, for which there are {@code since} and {@code until} (Okta,
 * "System Log query"). Okta takes no {@code co} on some members; here every operator goes with
 * every member.
 *
 * <p>One thing is added to Okta's grammar: a name that holds a space, a dot or another sign of the
 * language may be written as a JSON string, as in {@code debugContext.debugData."risk level" pr}.
 * Which members exist is left open, for Okta adds some whenever it likes; one that an event does
 * not have is missing in it.
 *
 * <p>What it means:
 *
 * <ul>
 *   <li>A path leads through arrays into each of their elements, and a comparison holds if it holds
 *       for <em>any</em> of the values at the end: {@code target.id eq "00u1"} (RFC 7644; Okta
 *       joins two of them with {@code and} to find events with both targets). A member that is
 *       null, and an empty array, are as if missing (RFC 7643, section 2.5). The {@code ipChain} is
 *       one member, wherever it stands: see {@link MemberPath#places}.
 *   <li>Values compare only with literals of their type: the number 1 is neither equal to, nor less
 *       nor greater than {@code "1"}. Strings are equal if they are identical, in case too (Okta,
 *       "Core Okta API", Operators: identical), and are ordered by their code points. Dates are
 *       strings; Okta writes them all in one form, in UTC, in which that order is the order of
 *       time. Numbers compare by value. An object equals nothing.
 *   <li>{@code ne} holds exactly when {@code eq} does not (Okta: "does not match"): if the member
 *       is missing, and if none of several values is equal. {@code not} likewise turns its
 *       condition round; there is no third state as in SQL.
 *   <li>{@code eq null} holds if there is no value, {@code ne null} if there is one.
 *   <li>{@code pr} holds if there is a value with some content: no empty string, and an object or
 *       array only if something in it has content (RFC 7644, Okta: "non-empty").
 * </ul>
 *
 * <p>A filter is a value: it is equal to another that has the same tree, it is not changed, and any
 * number of threads may use it. {@link #parse} bounds what it makes; a tree that a program puts
 * together is bounded by nothing.
 */
public sealed interface Filter permits And, Or, Not, Presence, Comparison {

  /** The longest text that is read, in UTF-16 units. */
  int MAX_LENGTH = 8_192;

  /** How deep parentheses may be nested, and how many names a path may have. */
  int MAX_DEPTH = 32;

  /**
   * Reads a filter.
   *
   * @throws FilterException if the text is not one, is longer than {@link #MAX_LENGTH} or is nested
   *     deeper than {@link #MAX_DEPTH}
   */
  static Filter parse(String text) throws FilterException {
    return FilterParser.parse(text);
  }

  /**
   * Whether an event meets the condition.
   *
   * @param event the whole event; anything but an object has no members
   */
  boolean matches(JsonTree event);

  /** Calls the visitor's method for this kind of filter. */
  <T> T accept(Visitor<T> visitor);

  /**
   * The one text for this tree, with no more parentheses than it needs. What was parsed is no
   * longer than {@link #MAX_LENGTH} in this form either, so it can be parsed again, to an equal
   * filter.
   */
  @Override
  String toString();

  /**
   * Walks a filter: one method for each kind, so that none is forgotten. What is below is visited
   * only if the method does so.
   */
  interface Visitor<T> {

    /** All of the parts hold. */
    T and(And filter);

    /** At least one of the parts holds. */
    T or(Or filter);

    /** The other does not hold. */
    T not(Not filter);

    /** The member has a value with content. */
    T presence(Presence filter);

    /** The member compares with a literal. */
    T comparison(Comparison filter);
  }
}
