package io.catchment.okta;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends calls to one org until they have an answer that counts: within the rate limit, and again
 * when Okta is not there for a moment. Safe for many threads.
 */
final class Exchange {

  /** With pauses of 1, 2 and 4 seconds between them. */
  private static final int ATTEMPTS = 4;

  private final String org;
  private final Transport transport;
  private final Failures failures;
  private final Clock clock;
  private final OktaMetrics metrics;
  private final Map<Bucket, RateLimit> limits = new EnumMap<>(Bucket.class);
  private volatile Duration clockOffset = Duration.ZERO;

  Exchange(
      String org,
      Transport transport,
      Failures failures,
      double rateShare,
      Clock clock,
      OktaMetrics metrics) {
    this.org = org;
    this.transport = transport;
    this.failures = failures;
    this.clock = clock;
    this.metrics = metrics;
    for (Bucket bucket : Bucket.values()) {
      limits.put(bucket, new RateLimit(bucket, rateShare, clock));
    }
  }

  /**
   * Returns the answer, of whichever status but 429 and 5xx.
   *
   * @param permission asked before each attempt, and when the rate limit has let it through
   * @throws OktaUnavailableException if there is none after several attempts, or the patience ends
   * @throws OktaTooSlowException after the first attempt, if a page of the log takes too long
   * @throws OktaBusyException if the rate limit outlasts the patience
   */
  Answer send(Call call, Permission permission, Optional<String> authorization, Patience patience)
      throws OktaException, InterruptedException {
    return send(() -> call, permission, call.isRepeatable(), authorization, patience);
  }

  /**
   * The same for a call that must not come twice, and may be followed by another one that does the
   * same: each attempt sends a new one.
   */
  Answer sendAnew(Calls calls, Patience patience) throws OktaException, InterruptedException {
    return send(calls, () -> {}, true, Optional.empty(), patience);
  }

  private Answer send(
      Calls calls,
      Permission permission,
      boolean repeatable,
      Optional<String> authorization,
      Patience patience)
      throws OktaException, InterruptedException {
    int attempt = 1;
    while (true) {
      permission.require();
      Call call = calls.next();
      try {
        enter(call.bucket(), permission, patience);
        Answer answer = sendOnce(call, authorization);
        if (answer.status() < 500 && answer.status() != 429) {
          return answer;
        }
        if (answer.status() != 429) {
          pauseOrGiveUp(attempt++, repeatable, failures.of(answer, call, authorization), patience);
        }
      } catch (LostException e) {
        OktaException failure = failures.of(e, call, authorization);
        boolean again = repeatable || e.wasNeverSent();
        boolean isSlow = failure instanceof OktaTooSlowException;
        pauseOrGiveUp(attempt++, again && !isSlow, failure, patience);
      }
    }
  }

  private static void pauseOrGiveUp(
      int attempt, boolean repeatable, OktaException failure, Patience patience)
      throws OktaException, InterruptedException {
    Duration pause = Duration.ofSeconds(1L << (attempt - 1));
    if (!repeatable || attempt == ATTEMPTS || !patience.lastsFor(pause)) {
      throw failure;
    }
    Thread.sleep(pause.toMillis());
  }

  /** What was allowed before the rate limit had us wait may not be any more. */
  private void enter(Bucket bucket, Permission permission, Patience patience)
      throws OktaException, InterruptedException {
    RateLimit limit = limits.get(bucket);
    metrics.countWaiting(org, bucket, limit.enter(patience));
    boolean mayGo = false;
    try {
      permission.require();
      mayGo = true;
    } finally {
      if (!mayGo) {
        limit.turnBack();
      }
    }
  }

  private Answer sendOnce(Call call, Optional<String> authorization)
      throws LostException, OktaException {
    RateLimit limit = limits.get(call.bucket());
    Optional<RateFigures> figures = Optional.empty();
    try {
      Answer answer = transport.send(call, authorization);
      metrics.countAnswer(org, call.bucket(), answer.status());
      figures = RateFigures.of(answer, compareClocks(answer));
      if (answer.status() == 429) {
        limit.holdBack(figures);
      }
      return answer;
    } catch (LostException | OktaMalformedException e) {
      metrics.countLost(org, call.bucket());
      throw e;
    } finally {
      limit.leave(figures);
    }
  }

  private Instant compareClocks(Answer answer) {
    Instant now = clock.instant();
    answer.date().ifPresent(date -> clockOffset = Duration.between(now, date));
    return now;
  }

  /** Okta's time less ours, as of the last answer; within a second or so. */
  Duration clockOffset() {
    return clockOffset;
  }

  /** What each bucket that was used has left, as of its last answer. */
  List<HeadRoom> headRooms() {
    return Arrays.stream(Bucket.values())
        .flatMap(bucket -> limits.get(bucket).headRoom().stream())
        .toList();
  }

  /** Throws if nothing is to be sent any more. */
  @FunctionalInterface
  interface Permission {
    void require() throws OktaException;
  }

  /** What is sent, attempt by attempt. */
  @FunctionalInterface
  interface Calls {
    Call next() throws OktaException;
  }
}
