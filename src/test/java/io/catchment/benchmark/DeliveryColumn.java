package io.catchment.benchmark;

import io.catchment.server.Build;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How fast events are taken, stored and published that hooks deliver, one in a delivery. */
final class DeliveryColumn extends Column {

  private static final int QUOTA = 400_000;

  DeliveryColumn(String name, Options options, Report report) throws IOException {
    super(name, options, report);
  }

  @Override
  void measure() throws IOException {
    subject.server().start(Build.war(), Build.baseline());
    if (postgres.isPresent()) {
      StageProfile.prepare(subject.server().pid());
    }
    warmUp(this::warmUpTurn);
    rounds();
    if (postgres.isPresent()) {
      drain();
      profile();
    }
    burst();
    growth();
  }

  private void warmUpTurn() {
    for (String path : List.of(Subject.HOOK, Subject.NO_OP, Subject.HOOK, Subject.INSERT)) {
      subject.load(path, TURN_SECONDS);
      subject.awaitSettled();
      rest();
    }
    if (postgres.isPresent()) {
      subject.batch(Subject.DRAINED, 1, List.of(SampleEvent.JSON));
      subject.drained(subject.nextSeed(), 0);
    }
  }

  private void rounds() {
    List<Round> rounds = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      rounds.add(round());
      progress("round " + i + ": " + rounds.get(i - 1));
    }
    put("no-op answers/s", Round.median(rounds, Round::noOp));
    put("durable answers/s", Round.median(rounds, Round::durable));
    put("sustained events/s", Round.median(rounds, Round::sustained));
    put("one INSERT a request/s", Round.median(rounds, Round::insert));
    put("durable : no-op", Round.median(rounds, r -> r.durable() / r.noOp()));
    put("sustained : no-op", Round.median(rounds, r -> r.sustained() / r.noOp()));
    put("sustained : INSERT", Round.median(rounds, r -> r.sustained() / r.insert()));
    paced(Round.median(rounds, Round::sustained) / 2);
  }

  private Round round() {
    double noOp = subject.load(Subject.NO_OP, options.seconds()).rate();
    double sustained = sustained();
    double insert = subject.load(Subject.INSERT, options.seconds()).rate();
    subject.server().pauseQueue();
    double durable = subject.load(Subject.HOOK, options.seconds()).rate();
    subject.server().resumeQueue();
    subject.awaitSettled();
    return new Round(noOp, durable, sustained, insert);
  }

  /** Answered, stored and published: until the last event is out, whatever was behind. */
  private double sustained() {
    long start = System.nanoTime();
    Load.Result result = subject.load(Subject.HOOK, options.seconds());
    subject.awaitSettled();
    return result.answers() / seconds(start);
  }

  private void paced(double rate) {
    Load.Result paced =
        Load.of(Subject.HOOK, options.seconds() * 2, subject.nextSeed())
            .at(rate)
            .run(subject.server());
    subject.awaitSettled();
    put("p50 at half of sustained, ms", paced.p50());
    put("p99 at half of sustained, ms", paced.p99());
  }

  /** Fresh events and then the same again, from a full queue, against plain batches of the rows. */
  private void drain() {
    List<Double> plain = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      int seed = subject.nextSeed();
      double batches = subject.batch(Subject.DRAINED, 1, List.of(SampleEvent.JSON));
      double fresh = subject.drained(seed, 0);
      double duplicates = subject.drained(seed, 0);
      rates.add(fresh);
      plain.add(fresh / batches);
      again.add(duplicates / fresh);
      progress(
          "drain: plain %.0f/s, fresh %.0f/s, duplicates %.0f/s"
              .formatted(batches, fresh, duplicates));
    }
    put("drained events/s", Report.median(rates));
    put("drain : plain batches", Report.median(plain));
    put("duplicates : fresh", Report.median(again));
  }

  /** Where the CPU time goes. */
  private void profile() throws IOException {
    StageProfile profile = StageProfile.start(subject.server().pid(), folder());
    long before = subject.counts().stored();
    subject.load(Subject.HOOK, options.seconds() * 2);
    subject.awaitSettled();
    long events = subject.counts().stored() - before;
    profile
        .microsecondsPerEvent(events)
        .forEach((stage, microseconds) -> put("CPU µs/event: " + stage, microseconds));
  }

  private void burst() {
    Memory before = Memory.of(subject.server().pid());
    long start = System.nanoTime();
    Load.Result burst =
        Load.of(Subject.HOOK, 600, subject.nextSeed()).upTo(QUOTA).run(subject.server());
    double answered = seconds(start);
    subject.awaitSettled();
    put("400,000 at once: slowest answer, ms", burst.max());
    put("400,000 at once: refused or failed", burst.refused() + burst.failed());
    put("400,000 at once: answered after, s", answered);
    put("400,000 at once: stored and published after, s", seconds(start));
    Memory afterwards = Memory.of(subject.server().pid());
    put("heap before, MiB", before.heap());
    put("heap afterwards, MiB", afterwards.heap());
    put("resident memory afterwards, MiB", afterwards.resident());
    progress("burst done");
  }

  /** What an event costs in a table that is full, against an empty one. */
  private void growth() {
    if (options.rows() == 0 || postgres.isEmpty()) {
      return;
    }
    double empty = subject.drained(subject.nextSeed(), 0);
    Growth.fill(postgres.get().dataSource(), options.rows());
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      rates.add(subject.drained(subject.nextSeed(), 0));
    }
    put("cost of an event at " + options.rows() + " rows : before", empty / Report.median(rates));
  }
}
