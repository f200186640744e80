package io.catchment.benchmark;

import io.catchment.benchmark.Subject.Counts;
import io.catchment.server.Build;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How fast a System Log is caught up with that was not read for a while, and of which the hook has
 * brought nothing: stored, published, and every gap counted.
 */
final class CatchUpColumn extends Column {

  private static final int WARM_UP_EVENTS = 40_000;

  private static final int DAYS_QUOTA = 400_000;

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
    warmUp();
    List<CatchUp> rounds = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      rounds.add(round());
      progress("round " + i + ": " + rounds.get(i - 1));
    }
    report(rounds);
  }

  private void warmUp() {
    progress("warming up");
    long start = System.nanoTime();
    while (seconds(start) < options.warmUpSeconds()) {
      long end = subject.counts().stored() + WARM_UP_EVENTS;
      happen(WARM_UP_EVENTS);
      subject.await(counts -> counts.stored() >= end);
      awaitSettled();
      plain(WARM_UP_EVENTS);
      rest();
    }
  }

  private CatchUp round() {
    Memory memoryBefore = memory();
    long before = subject.counts().stored();
    long end = before + events;
    happen(events);
    Stretch stretch = Stretch.begin(subject, Counts::stored, before);
    Memory quarter = memoryAt(before + events / 4);
    Memory threeQuarters = memoryAt(before + events * 3L / 4);
    double stored = stretch.rateUntil(end);
    subject.await(counts -> counts.outbox() == 0);
    double settled = stretch.rateUntil(end);
    Memory afterwards = memory();
    awaitSettled();
    return new CatchUp(
        stored, settled, plain(events), memoryBefore, quarter, threeQuarters, afterwards);
  }

  private void happen(int events) {
    gaps += org.happen(events);
  }

  private Memory memoryAt(long stored) {
    subject.await(counts -> counts.stored() >= stored);
    return memory();
  }

  private Memory memory() {
    return Memory.of(subject.server().pid());
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
    report(rounds, "before", CatchUp::before);
    report(rounds, "after a quarter", CatchUp::quarter);
    report(rounds, "after three quarters", CatchUp::threeQuarters);
    report(rounds, "afterwards", CatchUp::afterwards);
  }

  private void report(List<CatchUp> rounds, String when, Function<CatchUp, Memory> memory) {
    put("heap " + when + ", MiB", CatchUp.median(rounds, r -> memory.apply(r).heap()));
    put(
        "resident memory " + when + ", MiB",
        CatchUp.median(rounds, r -> memory.apply(r).resident()));
  }

  @Override
  public void close() {
    super.close();
    org.close();
  }
}
