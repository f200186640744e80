package io.catchment.benchmark;

import java.util.List;

/**
 * How thorough the benchmark is, from system properties.
 *
 * @param benchmark what is measured: {@code deliveries} or {@code catch-up}
 * @param columns the servers with their databases, such as {@code wildfly+postgresql}
 * @param rounds how often each ratio is measured; the median counts
 * @param seconds how long each load lasts
 * @param warmUpSeconds how long the server is under load before anything counts
 * @param rows to how many events the table is filled, to see what that costs; 0 leaves it out
 * @param events how many events have to be caught up
 */
record Options(
    String benchmark,
    List<String> columns,
    int rounds,
    int seconds,
    int warmUpSeconds,
    int rows,
    int events) {

  static Options read() {
    return new Options(
        System.getProperty("benchmark"),
        List.of(System.getProperty("benchmark.columns").split(",", -1)),
        Integer.getInteger("benchmark.rounds"),
        Integer.getInteger("benchmark.seconds"),
        Integer.getInteger("benchmark.warmUpSeconds"),
        Integer.getInteger("benchmark.rows"),
        Integer.getInteger("benchmark.events"));
  }
}
