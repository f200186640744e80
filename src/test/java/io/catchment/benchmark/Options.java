package io.catchment.benchmark;

import java.util.List;

/**
 * How thorough the benchmark is, from system properties.
 *
 * @param benchmark what is measured: {@code deliveries}, {@code catch-up} or {@code search}
 * @param columns the servers with their databases, such as {@code wildfly+postgresql}
 * @param rounds how often each ratio is measured; the median counts
 * @param seconds how long each load lasts
 * @param warmUpSeconds how long the server is under load before anything counts, at the most: it
 *     ends as soon as the JIT compiler rests
 * @param rows to how many events the table is filled, to see what that costs; 0 leaves it out
 * @param events how many events have to be caught up, or are loaded; 0 for as many as the benchmark
 *     takes of its own accord
 */
record Options(
    String benchmark,
    List<String> columns,
    int rounds,
    int seconds,
    int warmUpSeconds,
    int rows,
    int events) {

  private static final List<String> ALL =
      List.of("wildfly+postgresql", "wildfly+h2", "payara+postgresql", "payara-micro+h2");

  static Options read() {
    String benchmark = System.getProperty("benchmark");
    return new Options(
        benchmark,
        columns(benchmark, System.getProperty("benchmark.columns")),
        Integer.getInteger("benchmark.rounds"),
        Integer.getInteger("benchmark.seconds"),
        Integer.getInteger("benchmark.warmUpSeconds"),
        Integer.getInteger("benchmark.rows"),
        Integer.getInteger("benchmark.events"));
  }

  /** All of them, if none is named. */
  private static List<String> columns(String benchmark, String named) {
    if (!named.isEmpty()) {
      return List.of(named.split(",", -1));
    }
    return benchmark.equals("search") ? SearchColumn.ALL : ALL;
  }

  /** How many events, where the benchmark itself takes so many. */
  int eventsOr(int usual) {
    return events == 0 ? usual : events;
  }
}
