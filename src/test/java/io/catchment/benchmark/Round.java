package io.catchment.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured in one turn, each a number a second. */
record Round(double noOp, double durable, double sustained, double insert) {

  static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    return Report.median(rounds.stream().map(value::applyAsDouble).toList());
  }
}
