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
   *     later, unless Okta rejects it or gives what is no page: then the run has failed. What is
   *     rejected with another limit than the usual one is asked for with that first
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
      move(run, RunStep.over(read, run.nextLink(), selection));
    } catch (OktaRejectedException e) {
      giveUp(run, address, selection, e);
    } catch (MalformedDeliveryException | OktaMalformedException e) {
      fail(run, run.nextLink(), e);
      end(run);
    } catch (OktaBusyException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      fail(run, run.nextLink(), e);
      throw e;
    }
  }

  /** First the limit that was changed for the sake of large pages, and then the run. */
  private void giveUp(RunEntity run, URI address, Selection selection, OktaRejectedException reason)
      throws Exception {
    Optional<URI> usual = PageRead.inUsualSize(address);
    if (usual.isPresent()) {
      move(run, RunStep.to(usual.get(), run.nextLink(), selection));
      fail(run, usual.get().toString(), reason);
      throw reason;
    }
    fail(run, run.nextLink(), reason);
    end(run);
  }

  private void move(RunEntity run, RunStep step) throws Exception {
    writers.write(() -> runs.move(run.id(), step));
  }

  private void fail(RunEntity run, String from, Exception reason) throws Exception {
    writers.write(() -> runs.fail(run.id(), from, Poller.reason(reason)));
  }

  private void end(RunEntity run) throws Exception {
    String from = run.nextLink();
    writers.write(() -> runs.giveUp(run.id(), from));
  }

  private static URI address(RunEntity run, OktaClient client, Selection selection) {
    return run.nextLink() == null
        ? client.firstPage(LogReader.query(run.since(), selection).until(run.until()))
        : URI.create(run.nextLink());
  }
}
