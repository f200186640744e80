package io.catchment.reconcile;

import io.catchment.platform.Outage;
import java.util.Optional;

/**
 * Work that is done beside the reading of an org's log. If it fails, that is said, and the log is
 * read all the same. For one thread at a time.
 */
final class Aside {

  private final String org;
  private final ReaderTools tools;
  private final Outage outage;
  private Exception failure;

  /** What is done. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  Aside(String org, ReaderTools tools, Outage outage) {
    this.org = org;
    this.tools = tools;
    this.outage = outage;
  }

  /** The deciding on gaps. */
  static Aside ofGaps(String org, ReaderTools tools) {
    return new Aside(
        org,
        tools,
        new Outage(
            Aside.class,
            "The gaps of " + org + " cannot be decided on",
            "The gaps of " + org + " are decided on again"));
  }

  /** Does it, whatever it throws. */
  void attempt(Work work) {
    try {
      work.run();
      failure = null;
      outage.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      boolean begins = failure == null;
      failure = e;
      outage.report(e);
      if (begins) {
        note();
      }
    }
  }

  /** Once: the work may be done every second. */
  private void note() {
    try {
      tools.writers().write(() -> tools.progress().note(org, Poller.reason(failure)));
    } catch (Exception e) {
      outage.report(e);
    }
  }

  /** Why it did not succeed the last time; empty if it did. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }
}
