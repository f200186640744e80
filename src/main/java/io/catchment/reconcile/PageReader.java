package io.catchment.reconcile;

import io.catchment.event.LogPageBody;
import io.catchment.event.MalformedDeliveryException;
import io.catchment.okta.LogPage;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.okta.OktaTooLargeException;
import io.catchment.okta.OktaTooSlowException;
import io.catchment.okta.PageLimit;
import io.catchment.store.StoreUnavailableException;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a page of a System Log, and keeps what is to be kept of it. */
@ApplicationScoped
class PageReader {

  static final String TOO_LARGE =
      "An event of the System Log is larger than Okta's answers are read, so it is missing: only"
          + " its beginning is kept, as a dead letter.";

  private static final Logger LOG = System.getLogger(PageReader.class.getName());

  @Inject LogIntake intake;
  @Inject Progress progress;
  @Inject Writers writers;

  /**
   * Reads a page. When this returns, what is wanted of it is durable. Of one that is too large
   * nothing is, nor of one that does not come in its time, or cannot be read: it leads to the same
   * place with fewer events. An event that is too large by itself counts as failed, or that cannot
   * be read, for those behind it are not to wait; one that is too slow by itself does not, for it
   * may come the next time.
   *
   * @throws OktaException if Okta does not give it
   * @throws MalformedDeliveryException if what Okta gives is no page, and does not go on
   * @throws StoreUnavailableException if it cannot be kept
   */
  PageRead read(String org, OktaClient client, URI address, Selection selection) throws Exception {
    try {
      return keep(org, client, address, client.logs(address), selection);
    } catch (OktaTooLargeException e) {
      return isDivisible(address) ? PageRead.ofHalf(address) : passOver(org, client, address, e);
    } catch (OktaTooSlowException e) {
      if (isDivisible(address)) {
        return PageRead.ofHalf(address);
      }
      throw e;
    }
  }

  private static boolean isDivisible(URI address) {
    return PageLimit.of(address) > 1;
  }

  /**
   * Keeps what is to be kept of a page. One that cannot be read has an event that cannot; that
   * alone is kept as a dead letter, if it is the same when it is asked for again: those before and
   * behind it are good. If Okta does not take smaller pages, all of it is kept so.
   */
  private PageRead keep(
      String org, OktaClient client, URI address, LogPage page, Selection selection)
      throws Exception {
    try {
      LogPageBody read = read(page.events(), selection.rest());
      intake.keep(org, read);
      return PageRead.of(address, read.size(), page.next()).reaching(read.lastPublished());
    } catch (MalformedDeliveryException e) {
      if (isDivisible(address) && isTaken(client, PageRead.ofHalf(address))) {
        return PageRead.ofHalf(address);
      }
      boolean same = Arrays.equals(client.logs(address).events(), page.events());
      if (!same || page.next().isEmpty()) {
        throw e;
      }
      intake.keepUnreadable(org, page.events(), e.getMessage());
      return PageRead.of(address, PageLimit.of(address), page.next());
    }
  }

  /** Whether Okta takes the address that we made of its own: it does not promise to. */
  private static boolean isTaken(OktaClient client, PageRead smaller) throws Exception {
    try {
      client.logs(smaller.next().orElseThrow());
      return true;
    } catch (OktaRejectedException e) {
      if (e.isByOkta()) {
        return false;
      }
      throw e;
    } catch (OktaTooLargeException | OktaTooSlowException e) {
      return true;
    }
  }

  private static LogPageBody read(byte[] page, Optional<Predicate<String>> wanted)
      throws MalformedDeliveryException {
    return wanted.isPresent() ? LogPageBody.of(page, wanted.get()) : LogPageBody.of(page);
  }

  /**
   * Only what is the same when it is asked for again is an event of Okta's, and no accident; and it
   * is one event only if it does not end where it was read: Okta may not heed the limit.
   */
  private PageRead passOver(String org, OktaClient client, URI address, OktaTooLargeException event)
      throws Exception {
    if (event.hasWholeElement() || !comesAgain(client, address, event)) {
      throw event;
    }
    intake.keepBeginning(org, event.beginning(), event.fingerprint(), TOO_LARGE);
    writers.write(() -> progress.note(org, TOO_LARGE));
    LOG.log(Level.ERROR, "{0}: {1}", org, TOO_LARGE);
    return PageRead.of(address, 1, client.findNext(event));
  }

  private static boolean comesAgain(OktaClient client, URI address, OktaTooLargeException event)
      throws Exception {
    try {
      client.logs(address);
      return false;
    } catch (OktaTooLargeException again) {
      return Arrays.equals(again.fingerprint(), event.fingerprint());
    }
  }
}
