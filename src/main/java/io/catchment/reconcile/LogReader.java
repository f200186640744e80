package io.catchment.reconcile;

import io.catchment.event.MalformedDeliveryException;
import io.catchment.okta.LogQuery;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.platform.Settings;
import io.catchment.store.StoreUnavailableException;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reads an org's System Log, page by page, from where the last page ended. */
@ApplicationScoped
class LogReader {

  static final int PAGE = LogQuery.LARGEST_LIMIT;

  /**
   * What is read again when the place in the log is lost: more than clocks may differ, and than an
   * event may be late.
   */
  private static final Duration OVERLAP = Duration.ofHours(1);

  @Inject Settings settings;
  @Inject Progress progress;
  @Inject Writers writers;
  @Inject PageReader pages;
  @Inject Clock clock;

  /**
   * Reads the next page, and moves on when it is durable. When something else is to be read than
   * before, the log is first read to its end for what was: its events are not to be lost either.
   *
   * @throws OktaException if Okta does not give it; the place stays, unless Okta itself does not
   *     know it any more: then it goes back to the time until which everything is read
   * @throws MalformedDeliveryException if what Okta gives is no page, and does not go on
   * @throws StoreUnavailableException if it cannot be kept
   */
  Step readNext(String org, OktaClient client, Selection wanted) throws Exception {
    Place kept = find(org);
    Place place = usable(kept, client, wanted);
    Instant asked = clock.instant();
    Instant since = since(place);
    PageRead read = ask(org, client, kept, address(place, client, since), place.selection());
    requireEnd(read);
    boolean atEnd = !read.isFull();
    Place next = place.after(read.next(), atEnd ? asked : begun(place, since));
    boolean changes = atEnd && !place.selection().equals(wanted);
    move(org, kept, changes ? next.beginningOf(wanted, lookedBack()) : next);
    return new Step(read.size(), !atEnd || changes);
  }

  private static URI address(Place place, OktaClient client, Instant since) {
    return place.nextLink() == null
        ? client.firstPage(query(since, place.selection()))
        : URI.create(place.nextLink());
  }

  /** Kept, so that a log that is lost before its end is not begun later than it was. */
  private static Instant begun(Place place, Instant since) {
    return place.readUntil() == null ? since : place.readUntil();
  }

  private Place find(String org) throws Exception {
    return writers
        .write(() -> progress.find(org))
        .map(ReconciliationEntity::place)
        .orElse(Place.BEGINNING);
  }

  /** The place, without a link of another host; or the beginning of the log. */
  private static Place usable(Place kept, OktaClient client, Selection wanted) {
    if (kept.selection() == null) {
      return Place.unread(wanted);
    }
    boolean own = kept.nextLink() != null && client.isOwn(URI.create(kept.nextLink()));
    return own ? kept : kept.withoutLink();
  }

  private PageRead ask(String org, OktaClient client, Place kept, URI address, Selection selection)
      throws Exception {
    try {
      return pages.read(org, client, address, selection);
    } catch (OktaRejectedException e) {
      if (e.isByOkta() && address.toString().equals(kept.nextLink())) {
        move(org, kept, withoutWhatIsRejected(kept, address));
      }
      throw e;
    }
  }

  /** First the limit that was changed for the sake of large pages, and then the link. */
  private static Place withoutWhatIsRejected(Place kept, URI address) {
    return kept.after(PageRead.inUsualSize(address), kept.readUntil());
  }

  /** A full page that leads nowhere would be read again and again. */
  private static void requireEnd(PageRead read) throws MalformedDeliveryException {
    if (read.isFull() && !read.leadsOn()) {
      throw new MalformedDeliveryException(
          "Okta's answer is a full page, and says not where the next one is.");
    }
  }

  /** From when on the log is read if there is no link. */
  private Instant since(Place place) {
    Instant since = place.readUntil() == null ? lookedBack() : place.readUntil().minus(OVERLAP);
    Instant kept = clock.instant().minus(Range.RETENTION);
    return since.isBefore(kept) ? kept : since;
  }

  private Instant lookedBack() {
    return clock.instant().minus(settings.reconcile().lookback());
  }

  static LogQuery query(Instant since, Selection selection) {
    LogQuery all = LogQuery.since(since).inPagesOf(PAGE);
    return selection.filter().map(all::matching).orElse(all);
  }

  private void move(String org, Place from, Place to) throws Exception {
    writers.write(() -> progress.move(org, from, to));
  }

  /**
   * What came of reading a page.
   *
   * @param size how many elements it had
   * @param more whether there is more to be read at once
   */
  record Step(int size, boolean more) {}
}
