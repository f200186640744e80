package io.catchment.benchmark;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses as life does: the second of a list about half as often as the first, the hundredth a
 * hundredth as often (Zipf's law).
 */
final class Skew {

  private Skew() {}

  /** A place in a list of so many, from 0. */
  static int rank(SplittableRandom random, int size) {
    return Math.min(size - 1, (int) Math.pow(size + 1, random.nextDouble()) - 1);
  }

  static <T> T pick(SplittableRandom random, List<T> from) {
    return from.get(rank(random, from.size()));
  }
}
