package io.catchment.okta;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests of one bucket through as long as Okta counts no more than a share of its limit.
 *
 * <p>Okta's figures count, and they include what other clients send; so nothing has to be shared
 * between nodes or outlive a restart. At the begin of a window there are no figures: then one
 * request goes ahead, and the others wait for its answer. Safe for many threads.
 */
final class RateLimit {

  /** Both Okta's date and the reset are whole seconds, so the window may last a second longer. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** How long a 429 holds back that does not say how long. */
  private static final Duration DEFAULT_PAUSE = Duration.ofMinutes(1);

  private static final long LONGEST_JITTER_MILLISECONDS = 3_000;

  private final Bucket bucket;
  private final double share;
  private final Clock clock;
  private Optional<RateFigures> figures = Optional.empty();
  private long windowEndNanos = System.nanoTime();
  private long pauseEndNanos = System.nanoTime();
  private int underWay;
  private long requests;

  RateLimit(Bucket bucket, double share, Clock clock) {
    this.bucket = bucket;
    this.share = share;
    this.clock = clock;
  }

  /**
   * Waits until a request may be sent. Each return is followed by one {@link #leave} or {@link
   * #turnBack}.
   *
   * @return the time that it took
   * @throws OktaBusyException at once if the patience does not last as long
   */
  synchronized Duration enter(Patience patience) throws OktaBusyException, InterruptedException {
    long begin = System.nanoTime();
    for (long now = begin; !isFree(now); now = System.nanoTime()) {
      Optional<Duration> known = findWait(now);
      // If it is not known, the answer of the request under way ends it.
      Duration wait = known.orElseGet(patience::left);
      if (wait.isZero() || known.filter(w -> !patience.lastsFor(w)).isPresent()) {
        throw busy(wait);
      }
      TimeUnit.NANOSECONDS.timedWait(this, wait.toNanos());
    }
    underWay++;
    requests++;
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private boolean isFree(long now) {
    if (pauseEndNanos - now > 0) {
      return false;
    }
    return windowEndNanos - now > 0 ? used() + underWay < allowed() : underWay == 0;
  }

  private Optional<Duration> findWait(long now) {
    long wait = pauseEndNanos - now > 0 ? pauseEndNanos - now : windowEndNanos - now;
    return wait > 0 ? Optional.of(Duration.ofNanos(wait)) : Optional.empty();
  }

  private OktaBusyException busy(Duration wait) {
    Duration again = wait.isZero() ? MARGIN : wait;
    return new OktaBusyException(
        "Okta's rate limit of "
            + bucket.label()
            + " leaves us no request for the next "
            + (again.toSeconds() + 1)
            + " s.",
        clock.instant().plus(again));
  }

  private long used() {
    return figures.map(f -> f.limit() - f.remaining()).orElse(0L);
  }

  private long allowed() {
    return figures.map(f -> Math.max(1, (long) Math.floor(f.limit() * share + 1e-9))).orElse(1L);
  }

  /** A request has got its answer, or has come to nothing (then without figures). */
  synchronized void leave(Optional<RateFigures> told) {
    underWay--;
    told.filter(f -> f.limit() > 0).ifPresentOrElse(this::take, this::countUnanswered);
    notifyAll();
  }

  /** A request that was let through is not sent after all. */
  synchronized void turnBack() {
    underWay--;
    requests--;
    notifyAll();
  }

  /** Okta has answered 429: nothing goes until the window ends, and a random time after it. */
  synchronized void holdBack(Optional<RateFigures> told) {
    Duration rest = told.map(RateFigures::resetsIn).orElse(DEFAULT_PAUSE).plus(MARGIN);
    long jitter = ThreadLocalRandom.current().nextLong(LONGEST_JITTER_MILLISECONDS);
    pauseEndNanos = System.nanoTime() + rest.plusMillis(jitter).toNanos();
  }

  /** Answers overtake each other: one of an earlier window, or of earlier in it, tells nothing. */
  private void take(RateFigures told) {
    boolean over = windowEndNanos - System.nanoTime() <= 0;
    if (over || figures.map(f -> isLater(told, f)).orElse(true)) {
      figures = Optional.of(told);
      windowEndNanos = System.nanoTime() + told.resetsIn().plus(MARGIN).toNanos();
    }
  }

  private static boolean isLater(RateFigures told, RateFigures known) {
    return told.resetsAt().isAfter(known.resetsAt())
        || (told.resetsAt().equals(known.resetsAt()) && told.remaining() <= known.remaining());
  }

  /** Okta may have counted it all the same. */
  private void countUnanswered() {
    figures =
        figures.map(f -> new RateFigures(f.limit(), f.remaining() - 1, f.resetsAt(), f.resetsIn()));
  }

  /** What Okta last said; empty before its first figures. */
  synchronized Optional<HeadRoom> headRoom() {
    return figures.map(
        f ->
            new HeadRoom(
                bucket.label(), f.limit(), Math.max(0, f.remaining()), f.resetsAt(), requests));
  }
}
