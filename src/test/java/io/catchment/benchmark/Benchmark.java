package io.catchment.benchmark;

import io.catchment.server.Build;
import java.io.IOException;
import java.nio.file.Path;

/** Measures column after column, prints one table, and writes the same as JSON. */
public final class Benchmark {

  private Benchmark() {}

  /** Takes its options from system properties, see {@link Options}. */
  public static void main(String[] arguments) throws IOException {
    Options options = Options.read();
    Report report = new Report(System.out, options.columns());
    for (String name : options.columns()) {
      try (Column column = Column.of(name, options, report)) {
        column.measure();
      }
      // After each, so that an interrupted run leaves something.
      Path json = Build.file("benchmark", options.benchmark() + ".json");
      report.write(json);
      report.progress("\n" + report.table() + "\nAlso in " + json);
    }
  }
}
