package io.catchment.reconcile;

import io.catchment.event.MalformedDeliveryException;
import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaMalformedException;
import io.catchment.okta.OktaRejectedException;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Reads the ranges that operators want read, page by page. */
@ApplicationScoped
class RunReader {

  @Inject Runs runs;
  @Inject PageReader pages;
  @Inject Writers writers;

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
   *     later, unless Okta rejects it or gives what is no page: then the run has failed
   */
  boolean readNext(String org, OktaClient client, Selection wanted) throws Exception {
    Optional<RunEntity> next = runs.next(org);
    if (next.isPresent()) {
      readPage(next.get(), client, next.get().selection().orElse(wanted));
    }
    return next.isPresent();
  }

  private void readPage(RunEntity run, OktaClient client, Selection selection) throws Exception {
    try {
      URI address = address(run, client, selection);
      PageRead read = pages.read(run.org(), client, address, selection);
      String link = read.next().filter(next -> read.leadsOn()).map(URI::toString).orElse(null);
      writers.write(() -> runs.moveTo(run.id(), link, selection, read.size()));
    } catch (OktaRejectedException | MalformedDeliveryException | OktaMalformedException e) {
      writers.write(() -> runs.fail(run.id(), Poller.reason(e)));
      writers.write(() -> runs.end(run.id(), RunState.FAILED));
    } catch (OktaBusyException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      writers.write(() -> runs.fail(run.id(), Poller.reason(e)));
      throw e;
    }
  }

  private static URI address(RunEntity run, OktaClient client, Selection selection) {
    return run.nextLink() == null
        ? client.firstPage(LogReader.query(run.since(), selection).until(run.until()))
        : URI.create(run.nextLink());
  }
}
