package io.catchment.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast one catch-up was.
 *
 * @param stored events a second until the last one is stored
 * @param settled events a second until all are published too
 * @param plain events a second by plain batches; 0 if that is not measured
 */
record CatchUp(double stored, double settled, double plain) {

  static double median(List<CatchUp> rounds, ToDoubleFunction<CatchUp> value) {
    return Report.median(rounds.stream().map(value::applyAsDouble).toList());
  }
}
