package io.catchment.search;

import java.util.Optional;

/**
 * Some of the events that a query finds, which can be read along one index.
 *
 * @param targets the rows {@code t} of targets that lead to them; empty if their own rows do
 * @param where what their rows {@code e} have to meet
 */
record Branch(Optional<Condition> targets, Condition where) {

  /** Those whose own rows lead to them. */
  static Branch of(Condition where) {
    return new Branch(Optional.empty(), where);
  }

  /** Those that meet another condition too. */
  Branch and(Condition more) {
    return new Branch(targets, Condition.all(where, more));
  }
}
