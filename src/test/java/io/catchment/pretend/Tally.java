package io.catchment.pretend;

/**
 * What became of the events that hooks should get; an event counts once for each hook that takes
 * it. When the sender is idle, {@code subscribed} is the sum of {@code delivered}, {@code lost} and
 * {@code failed}.
 *
 * @param published the events that were published, whether or not a hook takes them
 * @param delivered those that the hook took: it answered 2xx in time
 * @param lost those that were never sent, on purpose
 * @param failed those that Okta gave up; the hook may have them all the same, if only its answer
 *     was late
 * @param duplicates those of the delivered that were sent once more
 */
public record Tally(
    long published, long subscribed, long delivered, long lost, long failed, long duplicates) {

  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

  Tally plus(Tally more) {
    return new Tally(
        published + more.published,
        subscribed + more.subscribed,
        delivered + more.delivered,
        lost + more.lost,
        failed + more.failed,
        duplicates + more.duplicates);
  }

  static Tally ofPublished(int hooks) {
    return new Tally(1, hooks, 0, 0, 0, 0);
  }

  static Tally ofLost() {
    return new Tally(0, 0, 0, 1, 0, 0);
  }

  static Tally ofDelivered(int events) {
    return new Tally(0, 0, events, 0, 0, 0);
  }

  static Tally ofFailed(int events) {
    return new Tally(0, 0, 0, 0, events, 0);
  }

  static Tally ofDuplicates(int events) {
    return new Tally(0, 0, 0, 0, 0, events);
  }
}
