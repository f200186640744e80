package io.catchment.okta;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer says about the rate limit.
 *
 * @param limit the requests that Okta takes in a window; 0 if another limit than that of requests
 *     was reached
 * @param remaining how many are left
 * @param resetsAt when the window ends, by Okta's clock, in whole seconds
 * @param resetsIn the same, from the moment of the answer; never negative
 */
record RateFigures(long limit, long remaining, Instant resetsAt, Duration resetsIn) {

  /** No window of Okta's is as long; a longer one is a mistake of somebody's clock. */
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

  /**
   * Counts the time to the end of the window by Okta's own clock, because ours may be wrong.
   *
   * @param now our time, for an answer without a date
   */
  static Optional<RateFigures> of(Answer answer, Instant now) {
    Optional<Long> limit = number(answer, Answer.RATE_LIMIT);
    Optional<Long> remaining = number(answer, Answer.RATE_REMAINING);
    Optional<Long> reset = number(answer, Answer.RATE_RESET);
    if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
      return Optional.empty();
    }
    Instant resetsAt = Instant.ofEpochSecond(reset.get());
    Duration resetsIn = Duration.between(answer.date().orElse(now), resetsAt);
    return Optional.of(new RateFigures(limit.get(), remaining.get(), resetsAt, bounded(resetsIn)));
  }

  /** Figures of ten digits at most: no count and no second of our time is longer. */
  private static Optional<Long> number(Answer answer, String header) {
    return answer.header(header).filter(v -> v.matches("[0-9]{1,10}")).map(Long::parseLong);
  }

  private static Duration bounded(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : duration;
  }
}
