package io.catchment.reconcile;

import io.catchment.store.LogPageStored;
import java.util.List;
import java.util.function.Predicate;

/**
 * What came of reading a log. What is neither already had nor failed was new; of that the recovered
 * are those that a hook should have brought and had not when its time was over.
 *
 * @param seen elements of pages
 * @param alreadyHad events that were stored before
 * @param recovered events that the hook had not brought when their time was over
 * @param takenBack those of them that it had brought in time nevertheless: they lay in the queue
 * @param failed elements that are no events, and are dead letters
 * @param reports what Okta said of its own doing
 */
record Tally(
    long seen, long alreadyHad, long recovered, long takenBack, long failed, Reports reports) {

  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, Reports.NONE);

  /** Gaps that were found. */
  static Tally recovered(long gaps) {
    return new Tally(0, 0, gaps, 0, 0, Reports.NONE);
  }

  /** Gaps that were none. */
  static Tally takenBack(long gaps) {
    return new Tally(0, 0, 0, gaps, 0, Reports.NONE);
  }

  /** Events that the hook missed, as far as is known. */
  long missed() {
    return recovered - takenBack;
  }

  /** What a page brought. */
  static Tally of(LogPageStored page) {
    int seen = page.fresh().size() + page.alreadyHad() + page.unreadable();
    return new Tally(seen, page.alreadyHad(), 0, 0, page.unreadable(), Reports.in(page.fresh()));
  }

  /**
   * Events by which Okta reports what it did itself. Source of the names: Okta's event types
   * catalogue.
   *
   * @param deliveryFailures deliveries to a hook of the org that failed; those that did not are not
   *     reported
   * @param hooks hooks that were made, verified, changed, activated, deactivated or deleted
   * @param rateLimits warnings and violations of the org's rate limits
   */
  record Reports(long deliveryFailures, long hooks, long rateLimits) {

    static final String OF_HOOKS = "event_hook";
    static final String OF_LIMITS = "system.operation.rate_limit";
    private static final String DELIVERY_FAILURE = "event_hook.delivery";
    private static final Reports NONE = new Reports(0, 0, 0);

    private static Reports in(List<LogPageStored.Fresh> events) {
      long failures = count(events, DELIVERY_FAILURE::equals);
      return new Reports(
          failures,
          count(events, type -> type.startsWith(OF_HOOKS)) - failures,
          count(events, type -> type.startsWith(OF_LIMITS)));
    }

    private static long count(List<LogPageStored.Fresh> events, Predicate<String> type) {
      return events.stream()
          .map(LogPageStored.Fresh::eventType)
          .filter(name -> name != null && type.test(name))
          .count();
    }
  }
}
