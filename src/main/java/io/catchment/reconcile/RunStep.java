package io.catchment.reconcile;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of a run: from one page to the next.
 *
 * @param from where the page was read; null if it was the first one
 * @param link where the next one is; null if it was the last one
 * @param madeFor what the next one is to be read for
 * @param elements how many elements the page had
 * @param lastPublished when its last event was published; empty if no event of it says so
 */
record RunStep(
    String from, String link, Selection madeFor, int elements, Optional<Instant> lastPublished) {

  /** A page is durable. */
  static RunStep over(PageRead page, String from, Selection madeFor) {
    Optional<URI> next = page.next().filter(link -> page.leadsOn());
    return new RunStep(
        from, next.map(URI::toString).orElse(null), madeFor, page.size(), page.lastPublished());
  }

  /** The same page is to be asked for in another way. */
  static RunStep to(URI link, String from, Selection madeFor) {
    return new RunStep(from, link.toString(), madeFor, 0, Optional.empty());
  }
}
