package io.catchment.search;

import io.catchment.store.RollUp;
import java.util.Optional;

/**
 * Which kinds of events a query finds.
 *
 * @param rollUp the narrowest one that tells these kinds apart
 * @param where the kinds {@code e} that may match, in SQL
 * @param open those of them of which only the text of each event says whether it does
 */
record Kinds(RollUp rollUp, Condition where, Condition open) {

  /** Those of a query; empty if it looks at more than kinds are told apart by. */
  static Optional<Kinds> of(EventQuery query) {
    return Judging.ofKinds(query)
        .map(
            judged ->
                new Kinds(
                    judged.looksAtType() ? RollUp.OF_TYPES : RollUp.OF_ANY_TYPE,
                    Condition.all(
                        Condition.any(judged.judgement().certain(), judged.judgement().open()),
                        query.sources().condition()),
                    judged.judgement().open()));
  }

  /** The same in another roll-up, which tells them apart as well. */
  Kinds of(RollUp other) {
    return new Kinds(other, where, open);
  }
}
