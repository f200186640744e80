package io.catchment.pretend;

import java.time.Duration;

/**
 * How well the sender does its work. The same seed loses the same events, as long as they are
 * published in the same order and for the same hooks.
 *
 * @param lossRate how many events a hook never gets, 0 to 1
 * @param duplicateRate how many deliveries come once more after they were taken, 0 to 1
 * @param mostInBatch a delivery has one to this many events
 * @param delay from publishing an event until its delivery
 * @param disorder up to this much more, at random
 */
public record Sending(
    double lossRate,
    double duplicateRate,
    int mostInBatch,
    Duration delay,
    Duration disorder,
    long seed) {

  /** Every event at once, once, and alone. */
  public static final Sending FAITHFUL = new Sending(0, 0, 1, Duration.ZERO, Duration.ZERO, 1);

  public Sending losing(double rate) {
    return new Sending(rate, duplicateRate, mostInBatch, delay, disorder, seed);
  }

  public Sending repeating(double rate) {
    return new Sending(lossRate, rate, mostInBatch, delay, disorder, seed);
  }

  public Sending batching(int most) {
    return new Sending(lossRate, duplicateRate, most, delay, disorder, seed);
  }

  public Sending delaying(Duration time) {
    return new Sending(lossRate, duplicateRate, mostInBatch, time, disorder, seed);
  }

  public Sending disordering(Duration time) {
    return new Sending(lossRate, duplicateRate, mostInBatch, delay, time, seed);
  }

  public Sending seeded(long number) {
    return new Sending(lossRate, duplicateRate, mostInBatch, delay, disorder, number);
  }
}
