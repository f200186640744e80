package io.catchment.benchmark;

import io.catchment.server.Build;
import io.catchment.server.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How fast a year of events is searched, and how fast more are stored beside them, against a server
 * whose tables are empty.
 */
final class SearchColumn extends Column {

  /** What is measured if nothing else is asked for. */
  static final List<String> ALL = List.of("wildfly+postgresql", "wildfly+h2");

  private static final int EVENTS_IN_POSTGRESQL = 20_000_000;
  private static final int EVENTS_IN_H2 = 1_000_000;

  private static final double BYTES_OF_A_MEGABYTE = 1e6;

  private static final int EMPTY_PORT = 19_500;

  /** In milliseconds. */
  private static final double AIM_OF_A_POLL = 5;

  private static final double AIM_OF_INGEST = 0.8;

  /** How long all questions together warm the server up, at the most. */
  private static final int WARM_UP_SECONDS = 120;

  /** How many answers are waited for in a round of the other benchmarks' length. */
  private static final int ANSWERS_A_ROUND = 20;

  private final int events;
  private final LoadedYear year;
  private Subject empty;

  SearchColumn(String name, Options options, Report report) throws IOException {
    super(name, options, report, kept(name, options).database());
    if (!ALL.contains(name)) {
      throw new IllegalArgumentException("Searches are measured on " + String.join(" and ", ALL));
    }
    events = events(name, options);
    year = new LoadedYear(kept(name, options), events, postgres, this::progress);
    if (postgres.isEmpty()) {
      subject.server().with("catchment.db.url", year.h2Url());
    }
  }

  private static KeptYear kept(String name, Options options) {
    return new KeptYear(name, events(name, options));
  }

  private static int events(String name, Options options) {
    return options.eventsOr(name.endsWith("+h2") ? EVENTS_IN_H2 : EVENTS_IN_POSTGRESQL);
  }

  @Override
  void measure() throws IOException {
    try {
      Instant end = year.require();
      byte[] key = year.key();
      sizes();
      startServers();
      ask(new Questions(end, key).all());
      poll();
      ingest();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void startServers() {
    Database database = postgres.map(p -> p.directToEmpty("empty")).orElseGet(Database.H2::new);
    empty = subject("empty", EMPTY_PORT, database);
    subject.server().start(Build.war());
    empty.server().start(Build.war());
  }

  private void ask(List<Question> questions) {
    Answers answers = new Answers(subject.server());
    progress("warming up");
    Duration warmUp =
        Duration.ofSeconds(Math.min(options.warmUpSeconds(), WARM_UP_SECONDS))
            .dividedBy(questions.size());
    for (Question question : questions) {
      answers.ask(question, Integer.MAX_VALUE, warmUp);
    }
    questions.forEach(question -> put(question, answers));
  }

  private void put(Question question, Answers answers) {
    int most = options.rounds() * ANSWERS_A_ROUND;
    Duration longest = Duration.ofSeconds((long) options.rounds() * options.seconds());
    Optional<Answers.Times> times = answers.ask(question, most, longest);
    String median = question.name() + ": median, ms";
    aim(median, question.aim());
    if (times.isEmpty()) {
      putNothing(median);
      return;
    }
    put(median, Report.median(times.get().milliseconds()));
    put(question.name() + ": p95, ms", Report.p95(times.get().milliseconds()));
    if (times.get().failed() > 0) {
      put(question.name() + ": failed, %", times.get().percentFailed());
    }
  }

  private void poll() {
    Answers answers = new Answers(subject.server());
    String path = answers.next("/catchment/api/v1/logs?since=" + Instant.now());
    put(new Question("a poll that finds nothing", AIM_OF_A_POLL, () -> path), answers);
  }

  /** In turns, so that both are as warm, and the machine is as quiet. */
  private void ingest() {
    drained(empty);
    drained(subject);
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      alone.add(drained(empty));
      beside.add(drained(subject));
      ratios.add(beside.get(i) / alone.get(i));
      progress("stored: empty %.0f/s, full %.0f/s".formatted(alone.get(i), beside.get(i)));
    }
    put("stored in empty tables, events/s", Report.median(alone));
    put("stored in full tables, events/s", Report.median(beside));
    put("stored full : empty", Report.median(ratios));
    aim("stored full : empty", AIM_OF_INGEST);
  }

  private static double drained(Subject server) {
    return server.drained(server.nextSeed(), InventedEvent.PEOPLE);
  }

  private void sizes() throws SQLException, IOException {
    put("events", events);
    year.secondsOfFolding().ifPresent(seconds -> put("counting all by hour, s", seconds));
    if (postgres.isEmpty()) {
      put("bytes/event: all", (double) year.h2Bytes() / events);
      return;
    }
    try (Connection connection = postgres.get().connect()) {
      Sizes.perEvent(connection, events).forEach((kind, b) -> put("bytes/event: " + kind, b));
      Sizes.indexesPerEvent(connection, events)
          .forEach((index, bytes) -> put("bytes/event: index " + index, bytes));
      put("counts by hour, MB", Sizes.ofCounts(connection) / BYTES_OF_A_MEGABYTE);
    }
  }

  @Override
  public void close() {
    if (empty != null) {
      empty.server().close();
    }
    super.close();
  }
}
