package io.catchment.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in one catch-up.
 *
 * @param stored events a second until the last one is stored
 * @param settled events a second until all are published too
 * @param plain events a second by plain batches; 0 if that is not measured
 * @param before the memory before the first
 * @param quarter the memory when a quarter is stored
 * @param threeQuarters the memory when three quarters are stored
 * @param afterwards the memory when all are published
 */
record CatchUp(
    double stored,
    double settled,
    double plain,
    Memory before,
    Memory quarter,
    Memory threeQuarters,
    Memory afterwards) {

  static double median(List<CatchUp> rounds, ToDoubleFunction<CatchUp> value) {
    return Report.median(rounds.stream().map(value::applyAsDouble).toList());
  }
}
