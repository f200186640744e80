package io.catchment.benchmark;

import io.catchment.benchmark.Subject.Counts;
import io.catchment.server.Build;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a System Log is caught up with that was not read for a while, and of which the hook has
 * brought nothing: stored, published, and every gap counted.
 */
final class CatchUpColumn extends Column {

  private static final int WARM_UP_EVENTS = 40_000;

  private static final int DAYS_QUOTA = 400_000;

  /** At the memory, in each half. */
  private static final int LOOKS = 6;

  /** The most events that Okta puts on a page. */
  private static final int PAGE = 1_000;

  /** Enough for every type of event in nearly its proportion. */
  private static final int SAMPLES = 600;

  private final SilentOrg org = new SilentOrg();
  private final List<String> samples = SilentOrg.samples(SAMPLES);
  private final int events = options.eventsOr(DAYS_QUOTA);
  private long gaps;

  CatchUpColumn(String name, Options options, Report report) throws IOException {
    super(name, options, report);
    org.configure(subject.server());
  }

  @Override
  void measure() throws IOException {
    subject.server().start(Build.war(), Build.baseline());
    org.register(subject.server());
    warmUp(this::warmUpTurn);
    List<CatchUp> rounds = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      rounds.add(round());
      progress("round " + i + ": " + rounds.get(i - 1));
    }
    report(rounds);
    memory();
  }

  private void warmUpTurn() {
    long end = subject.counts().stored() + WARM_UP_EVENTS;
    happen(WARM_UP_EVENTS);
    subject.await(counts -> counts.stored() >= end);
    awaitSettled();
    plain(WARM_UP_EVENTS);
    rest();
  }

  private CatchUp round() {
    long before = subject.counts().stored();
    happen(events);
    Stretch stretch = Stretch.begin(subject, Counts::stored, before);
    double stored = stretch.rateUntil(before + events);
    subject.await(counts -> counts.outbox() == 0);
    double settled = stretch.rateUntil(before + events);
    awaitSettled();
    return new CatchUp(stored, settled, plain(events));
  }

  /** Of one more catch-up, whose speed does not count: each look collects the garbage. */
  private void memory() {
    report("before", look());
    long before = subject.counts().stored();
    happen(events);
    report("in the first half, at most", mostMemory(before, 0));
    report("in the second half, at most", mostMemory(before, LOOKS));
    awaitSettled();
    report("afterwards", look());
  }

  /** At one look it may just hold a page or eight of them. */
  private Memory mostMemory(long before, int firstLook) {
    List<Memory> looks = new ArrayList<>();
    for (int look = firstLook; look < firstLook + LOOKS; look++) {
      // Never at the end, where nothing is under way any more.
      long stored = before + events * (look + 1L) / (2 * LOOKS + 1);
      subject.await(counts -> counts.stored() >= stored);
      looks.add(look());
    }
    return Memory.most(looks);
  }

  private Memory look() {
    return Memory.of(subject.server().pid());
  }

  private void happen(int events) {
    gaps += org.happen(events);
  }

  /** So that nothing is left to do while something else is measured. */
  private void awaitSettled() {
    subject.await(counts -> counts.outbox() == 0 && counts.recovered() >= gaps);
  }

  /** The same number of events, with as many targets, in as many deliveries. */
  private double plain(int events) {
    return postgres.isPresent() ? subject.batch(events, PAGE, samples) : 0;
  }

  private void report(List<CatchUp> rounds) {
    put("caught up, events/s", CatchUp.median(rounds, CatchUp::stored));
    put("caught up and published, events/s", CatchUp.median(rounds, CatchUp::settled));
    if (postgres.isPresent()) {
      put("plain batches, events/s", CatchUp.median(rounds, CatchUp::plain));
      put("caught up : plain batches", CatchUp.median(rounds, r -> r.stored() / r.plain()));
    }
  }

  private void report(String when, Memory memory) {
    put("heap " + when + ", MiB", memory.heap());
    put("resident memory " + when + ", MiB", memory.resident());
  }

  @Override
  public void close() {
    super.close();
    org.close();
  }
}
