package io.catchment.reconcile;

import io.catchment.okta.LogQuery;
import io.catchment.okta.PageLimit;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of reading a page.
 *
 * @param size how many elements it had
 * @param isFull whether more may be there at once: it had as many as were asked for
 * @param next where to go on; empty if Okta does not say
 * @param leadsOn whether that is another place than the page's own
 * @param lastPublished when its last event was published; empty if no event of it says so
 */
record PageRead(
    int size,
    boolean isFull,
    Optional<URI> next,
    boolean leadsOn,
    Optional<Instant> lastPublished) {

  /**
   * A page that was read. After a smaller one the next is twice as large, up to the usual size:
   * where one event is large, the next ones often are too.
   */
  static PageRead of(URI address, int size, Optional<URI> next) {
    return new PageRead(
        size,
        size >= PageLimit.of(address),
        next.map(PageRead::larger),
        next.filter(link -> !link.equals(address)).isPresent(),
        Optional.empty());
  }

  /** The same, with the time of its last event. */
  PageRead reaching(Optional<Instant> published) {
    return new PageRead(size, isFull, next, leadsOn, published);
  }

  /**
   * One that is too large, or too large to come in its time, or has an event that cannot be read:
   * it is to be asked for again, with half as many events.
   */
  static PageRead ofHalf(URI address) {
    URI smaller = PageLimit.change(address, PageLimit.of(address) / 2);
    return new PageRead(0, true, Optional.of(smaller), true, Optional.empty());
  }

  /** The same place in the usual size; empty if that is its size. */
  static Optional<URI> inUsualSize(URI address) {
    return Optional.of(address)
        .filter(place -> PageLimit.of(place) != LogQuery.LARGEST_LIMIT)
        .map(place -> PageLimit.change(place, LogQuery.LARGEST_LIMIT));
  }

  /** A link of the usual size stays as Okta gave it. */
  private static URI larger(URI link) {
    int limit = PageLimit.of(link);
    return limit == LogQuery.LARGEST_LIMIT
        ? link
        : PageLimit.change(link, Math.min(2 * limit, LogQuery.LARGEST_LIMIT));
  }
}
