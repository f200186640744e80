package io.catchment.benchmark;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import io.catchment.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All measurements on one server with one database. What is compared is measured in turns, and the
 * ratio of each turn counts: so it holds on a machine that is not quiet.
 */
final class Column implements AutoCloseable {

  private static final int PORT = 19_480;
  private static final int DATABASE_PORT = 19_482;
  private static final int QUOTA = 400_000;

  /** What the drain is measured with. */
  private static final int DRAINED = 40_000;

  private static final int BATCH_THREADS = 2;
  private static final int WARM_UP_SECONDS = 4;
  private static final double MEBIBYTE = 1024 * 1024;

  private final Options options;
  private final Report report;
  private final String name;
  private final Optional<Postgres> postgres;
  private final Subject subject;

  Column(String name, Options options, Report report) throws IOException {
    this.name = name;
    this.options = options;
    this.report = report;
    String serverName = name.substring(0, name.indexOf('+'));
    Path folder = Build.file("benchmark", name);
    Server.clear(folder);
    postgres =
        name.endsWith("+postgresql")
            ? Optional.of(new Postgres(folder.resolve("database"), DATABASE_PORT))
            : Optional.empty();
    postgres.ifPresent(Postgres::start);
    Database database = postgres.map(Postgres::direct).orElseGet(Database.H2::new);
    subject =
        new Subject(
            Subject.configure(Server.of(serverName, folder.resolve("server"), PORT, database)));
  }

  void measure() throws IOException {
    subject.server().start(Build.war(), Build.baseline());
    warmUp();
    rounds();
    if (postgres.isPresent()) {
      drain();
      profile();
    }
    burst();
    growth();
  }

  /**
   * The JIT compiler takes a core for minutes, and gets hardly any of it while the load wants both:
   * thousands of methods then wait to be compiled. So load and rest take turns.
   */
  private void warmUp() {
    progress("warming up");
    List<String> paths = List.of(Subject.HOOK, Subject.NO_OP, Subject.HOOK, Subject.INSERT);
    int turns = options.warmUpSeconds() / (2 * WARM_UP_SECONDS);
    for (int i = 0; i < turns; i++) {
      subject.load(paths.get(i % paths.size()), WARM_UP_SECONDS);
      subject.awaitSettled();
      rest();
    }
  }

  private static void rest() {
    try {
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void rounds() {
    List<Round> rounds = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      rounds.add(round());
      progress("round " + i + ": " + rounds.get(i - 1));
    }
    report.put("no-op answers/s", name, Round.median(rounds, Round::noOp));
    report.put("durable answers/s", name, Round.median(rounds, Round::durable));
    report.put("sustained events/s", name, Round.median(rounds, Round::sustained));
    report.put("one INSERT a request/s", name, Round.median(rounds, Round::insert));
    report.put("durable : no-op", name, Round.median(rounds, r -> r.durable() / r.noOp()));
    report.put("sustained : no-op", name, Round.median(rounds, r -> r.sustained() / r.noOp()));
    report.put("sustained : INSERT", name, Round.median(rounds, r -> r.sustained() / r.insert()));
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
    report.put("p50 at half of sustained, ms", name, paced.p50());
    report.put("p99 at half of sustained, ms", name, paced.p99());
  }

  /** Fresh events and then the same again, from a full queue, against plain batches of the rows. */
  private void drain() {
    List<Double> plain = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      int seed = subject.nextSeed();
      double batches = DRAINED / subject.batch(DRAINED, BATCH_THREADS, SampleEvent.JSON);
      double fresh = drained(seed);
      double duplicates = drained(seed);
      rates.add(fresh);
      plain.add(fresh / batches);
      again.add(duplicates / fresh);
      progress(
          "drain: plain %.0f/s, fresh %.0f/s, duplicates %.0f/s"
              .formatted(batches, fresh, duplicates));
    }
    report.put("drained events/s", name, Report.median(rates));
    report.put("drain : plain batches", name, Report.median(plain));
    report.put("duplicates : fresh", name, Report.median(again));
  }

  /** Events a second from the first that is stored to the last. */
  private double drained(int seed) {
    subject.server().pauseQueue();
    Load.of(Subject.HOOK, 120, seed).upTo(DRAINED).run(subject.server());
    long before = subject.counts().processed();
    long deliveries = subject.counts().deliveries();
    subject.server().resumeQueue();
    subject.await(counts -> counts.processed() > before);
    long first = subject.counts().processed();
    long start = System.nanoTime();
    subject.await(counts -> counts.processed() >= deliveries);
    double rate = (deliveries - first) / seconds(start);
    subject.awaitSettled();
    return rate;
  }

  /** Where the CPU time goes. */
  private void profile() throws IOException {
    StageProfile profile =
        StageProfile.start(subject.server().pid(), Build.file("benchmark", name));
    long before = subject.counts().stored();
    subject.load(Subject.HOOK, options.seconds() * 2);
    subject.awaitSettled();
    long events = subject.counts().stored() - before;
    profile
        .microsecondsPerEvent(events)
        .forEach((stage, microseconds) -> report.put("CPU µs/event: " + stage, name, microseconds));
  }

  private void burst() {
    double before = heapAfterCollection();
    long start = System.nanoTime();
    Load.Result burst =
        Load.of(Subject.HOOK, 600, subject.nextSeed()).upTo(QUOTA).run(subject.server());
    double answered = seconds(start);
    subject.awaitSettled();
    report.put("400,000 at once: slowest answer, ms", name, burst.max());
    report.put("400,000 at once: refused or failed", name, burst.refused() + burst.failed());
    report.put("400,000 at once: answered after, s", name, answered);
    report.put("400,000 at once: stored and published after, s", name, seconds(start));
    report.put("heap before, MiB", name, before);
    report.put("heap afterwards, MiB", name, heapAfterCollection());
    report.put(
        "resident memory afterwards, MiB",
        name,
        Jvm.residentBytes(subject.server().pid()) / MEBIBYTE);
    progress("burst done");
  }

  /** What an event costs in a table that is full, against an empty one. */
  private void growth() {
    if (options.rows() == 0 || postgres.isEmpty()) {
      return;
    }
    double empty = drained(subject.nextSeed());
    Growth.fill(postgres.get(), options.rows());
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      rates.add(drained(subject.nextSeed()));
    }
    report.put(
        "cost of an event at " + options.rows() + " rows : before",
        name,
        empty / Report.median(rates));
  }

  private double heapAfterCollection() {
    return Jvm.heapAfterCollection(subject.server().pid()) / MEBIBYTE;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private void progress(String what) {
    report.progress(name + ": " + what);
  }

  @Override
  public void close() {
    subject.server().close();
    postgres.ifPresent(Postgres::close);
  }
}
