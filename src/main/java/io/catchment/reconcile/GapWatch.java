package io.catchment.reconcile;

/**
 * Decides on the gaps of an org whose log is not polled: a range that is read of it has shown what
 * the hook may still bring, and may be over before its time is. On every node, which does no harm.
 */
final class GapWatch implements Runnable {

  private final String org;
  private final ReaderTools tools;
  private final Aside gaps;

  GapWatch(String org, ReaderTools tools) {
    this.org = org;
    this.tools = tools;
    this.gaps = Aside.ofGaps(org, tools);
  }

  @Override
  public void run() {
    gaps.attempt(() -> tools.judge(org));
  }
}
