package io.catchment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private final Report report =
      new Report(new PrintStream(OutputStream.nullOutputStream()), List.of("a", "b"));

  @BeforeEach
  void put() {
    report.put("page, ms", "a", 12.34);
    report.put("page, ms", "b", Double.NaN);
  }

  @Test
  void table_withoutAims_hasNoColumnForThem() {
    assertThat(report.table())
        .isEqualTo("| | a | b |\n|---|---|---|\n| page, ms | 12.3 | not there |\n");
  }

  @Test
  void table_withAnAim_hasItBesideTheValues() {
    report.aim("page, ms", 50);
    assertThat(report.table())
        .isEqualTo("| | a | b | aim |\n|---|---|---|---|\n| page, ms | 12.3 | not there | 50 |\n");
  }

  @Test
  void write_whatIsNotThere_isNull(@TempDir Path folder) throws IOException {
    report.aim("page, ms", 50);
    Path file = folder.resolve("report.json");
    report.write(file);
    assertThat(file).hasContent("{\"page, ms\":{\"a\":12.34,\"b\":null,\"aim\":50.0}}");
  }

  @Test
  void p95_ofAHundred_isTheNinetyFifth() {
    List<Double> values = DoubleStream.iterate(100, v -> v - 1).limit(100).boxed().toList();
    assertThat(Report.p95(values)).isEqualTo(95);
    assertThat(Report.p95(List.of(7.0))).isEqualTo(7);
  }
}
