package io.catchment.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts events.
 *
 * <p>Reads only, step by step, each in a transaction of its own if the caller has none. Exact;
 * events that are stored meanwhile may be counted or not. Safe for any number of threads.
 */
@ApplicationScoped
class Statistics {

  /** When one has taken so long, it is given up. */
  static final Duration TIME = Duration.ofSeconds(25);

  /** Some take so long that pages, of which no more run than {@link Events} lets, would wait. */
  private static final int AT_ONCE = 3;

  private final Turns turns = new Turns(AT_ONCE);

  @Inject Events events;
  @Inject SearchTransaction transaction;
  @Inject Clock clock;

  /**
   * Counts what is asked for.
   *
   * @throws SearchTimeoutException if it takes longer than {@link #TIME}, or others keep the
   *     database busy
   * @throws TooManyValuesException if more values in buckets have to be held than {@link
   *     Tally#MAX_CELLS}
   */
  Statistic read(StatisticsRequest asked) {
    return turns.with(() -> events.inTurn(() -> count(asked)));
  }

  private Statistic count(StatisticsRequest asked) {
    Steps steps =
        new Steps(
            asked.query(), events.published(), transaction, clock, clock.instant().plus(TIME));
    return new Counting(asked, steps).statistic();
  }
}
