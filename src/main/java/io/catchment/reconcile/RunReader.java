package io.catchment.reconcile;

import io.catchment.event.MalformedDeliveryException;
import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaRejectedException;
import io.catchment.okta.OktaTooLargeException;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the ranges that operators want read, page by page. */
@ApplicationScoped
class RunReader {

  @Inject Runs runs;
  @Inject PageReader pages;
  @Inject Writers writers;

  /** Where runs were begun anew whose place Okta did not know any more, by this node. */
  private final Map<UUID, Instant> begunAt = new ConcurrentHashMap<>();

  /** Whether a range of the org's log is to be read. */
  boolean hasNext(String org) throws Exception {
    return writers.write(() -> runs.next(org)).isPresent();
  }

  /**
   * Reads the next page of the oldest run. A run goes on with what it was begun for.
   *
   * @param wanted what a run is read for that begins
   * @return whether there was one
   * @throws Exception if Okta does not give it now, or it cannot be kept; the run goes on with it
   *     later, unless Okta itself rejects its beginning, or gives a page that cannot be read: then
   *     the run has failed. What is rejected with another limit than the usual one is asked for
   *     with that first; and what is rejected behind the beginning, from where the run is read,
   *     unless nothing was won by that the last time
   */
  boolean readNext(String org, OktaClient client, Selection wanted) throws Exception {
    Optional<RunEntity> next = runs.next(org);
    if (next.isPresent()) {
      readPage(next.get(), client, next.get().selection().orElse(wanted));
    }
    return next.isPresent();
  }

  private void readPage(RunEntity run, OktaClient client, Selection selection) throws Exception {
    URI address = address(run, client, selection);
    try {
      PageRead read = pages.read(run.org(), client, address, selection);
      requireWay(read);
      move(run, RunStep.over(read, run.nextLink(), selection));
    } catch (OktaBusyException | InterruptedException e) {
      throw e;
    } catch (MalformedDeliveryException | OktaTooLargeException e) {
      end(run, e);
    } catch (Exception e) {
      if (e instanceof OktaRejectedException rejection && rejection.isByOkta()) {
        giveUp(run, other(run, client, address, selection), selection, rejection);
      } else {
        fail(run, run.nextLink(), e);
        throw e;
      }
    }
  }

  /**
   * Where to go on behind a page that Okta rejects: first with the limit that was not changed for
   * the sake of large pages, and then from where the run is read; empty if that is the page, or was
   * begun at the last time, too.
   */
  private Optional<URI> other(RunEntity run, OktaClient client, URI address, Selection selection) {
    return PageRead.inUsualSize(address)
        .or(
            () ->
                Optional.of(beginning(run, client, selection))
                    .filter(place -> !place.equals(address) && begins(run)));
  }

  /** Whether the run was not begun there the last time: then nothing is won by it. */
  private boolean begins(RunEntity run) {
    return !unread(run).equals(begunAt.put(run.id(), unread(run)));
  }

  private void giveUp(
      RunEntity run, Optional<URI> other, Selection selection, OktaRejectedException reason)
      throws Exception {
    if (other.isEmpty()) {
      end(run, reason);
      return;
    }
    move(run, RunStep.to(other.get(), run.nextLink(), selection));
    fail(run, other.get().toString(), reason);
    throw reason;
  }

  /** Without a next page it may be the last one; but one that leads to itself has no end. */
  private static void requireWay(PageRead read) throws MalformedDeliveryException {
    if (read.isFull() && read.next().isPresent() && !read.leadsOn()) {
      throw new MalformedDeliveryException(
          "Okta's answer is a full page, and the next one is said to be itself.");
    }
  }

  private void move(RunEntity run, RunStep step) throws Exception {
    writers.write(() -> runs.move(run.id(), step));
  }

  private void fail(RunEntity run, String from, Exception reason) throws Exception {
    writers.write(() -> runs.fail(run.id(), from, Poller.reason(reason)));
  }

  private void end(RunEntity run, Exception reason) throws Exception {
    String from = run.nextLink();
    begunAt.remove(run.id());
    fail(run, from, reason);
    writers.write(() -> runs.giveUp(run.id(), from));
  }

  /** Where the next page is; without a link of another host, which the org had before. */
  private static URI address(RunEntity run, OktaClient client, Selection selection) {
    return Optional.ofNullable(run.nextLink())
        .map(URI::create)
        .filter(client::isOwn)
        .orElseGet(() -> beginning(run, client, selection));
  }

  /**
   * The first page of what is not read yet, and of the events of the very time until which it is.
   */
  private static URI beginning(RunEntity run, OktaClient client, Selection selection) {
    return client.firstPage(LogReader.query(unread(run), selection).until(run.until()));
  }

  private static Instant unread(RunEntity run) {
    return run.readUntil() == null ? run.since() : run.readUntil();
  }
}
