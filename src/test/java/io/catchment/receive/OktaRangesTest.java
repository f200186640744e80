package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.catchment.platform.GivenOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.OktaRangesSettings;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Settings;
import io.catchment.platform.SettingsException;
import io.catchment.store.Writers;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the container's part played here, and a row of memory for the database. */
class OktaRangesTest {

  private static final String FILE = "{\"one\":{\"ip_ranges\":[\"192.0.2.0/25\"]}}";
  private static final String OKTAS = "192.0.2.7";
  private static final String STRANGERS = "203.0.113.7";

  @TempDir Path directory;
  private final Row row = new Row();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** Until it is open, the looking of every minute does not begin. */
  private final CountDownLatch gate = new CountDownLatch(1);

  private OktaRanges ranges;

  @AfterEach
  void stop() {
    gate.countDown();
    if (ranges != null) {
      ranges.stop();
    }
  }

  @Test
  void start_fileThatIsMissing_failsAndNamesTheSetting() {
    assertThatThrownBy(() -> start(true, "one"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("catchment.okta-ranges.source")
        .hasMessageContaining("There is no file " + path());
  }

  @Test
  void start_misspeltCellOfAFile_failsAndNamesTheCell() throws IOException {
    Files.writeString(path(), FILE);

    assertThatThrownBy(() -> start(true, "won"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("The file has no ranges of the cell won.");
  }

  @Test
  void start_fileThatIsMissingNow_hasTheLastGoodCopy() throws IOException {
    row.file = Optional.of(new PublishedFile(FILE, Instant.EPOCH));

    start(true, "one");

    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(ranges.allow(STRANGERS)).isFalse();
    assertThat(metrics())
        .contains(
            "catchment_okta_ranges{reach=\"as_set\"} 1.0",
            "catchment_okta_ranges{reach=\"every_address\"} 0.0",
            "catchment_okta_ranges_age_seconds ");
  }

  @Test
  void start_file_isInForceAtOnceAndKept() throws IOException {
    Files.writeString(path(), FILE);

    start(true, "one");

    assertThat(ranges.allow(STRANGERS)).isFalse();
    gate.countDown();
    await().untilAsserted(() -> assertThat(row.file).map(PublishedFile::text).hasValue(FILE));
  }

  @Test
  void start_databaseFailsBadly_doesNotEndTheLooking() throws IOException {
    Files.writeString(path(), FILE);
    row.failing = true;
    start(true, "one");

    assertThatCode(ranges::look).doesNotThrowAnyException();
    assertThat(ranges.allow(STRANGERS)).isFalse();

    row.failing = false;
    ranges.look();
    assertThat(row.file).map(PublishedFile::text).hasValue(FILE);
  }

  @Test
  void start_neitherFileNorDatabase_waitsForThem() throws IOException {
    row.failing = true;
    start(true, "one");
    assertThat(metrics()).contains("catchment_okta_ranges{reach=\"every_address\"} 1.0");

    row.failing = false;
    Files.writeString(path(), FILE);
    ranges.look();

    assertThat(ranges.allow(STRANGERS)).isFalse();
  }

  @Test
  void start_noOrgAsks_fetchesAndShowsNothing() throws IOException {
    start(false, "one");

    assertThat(metrics()).doesNotContain("catchment_okta_ranges");
    assertThat(row.file).isEmpty();
  }

  private Path path() {
    return directory.resolve("ranges.json");
  }

  private void start(boolean asked, String cell) {
    OktaRanges deployed = new OktaRanges();
    deployed.settings = settings(asked, new OktaRangesSettings(path().toUri(), List.of(cell)));
    deployed.copy = row;
    deployed.writers = new NoTurns();
    deployed.metrics = new RangesMetrics();
    deployed.metrics.registry = registry;
    deployed.clock = Clock.systemUTC();
    deployed.threads = new Threads();
    deployed.start();
    ranges = deployed;
  }

  private static Settings settings(boolean asked, OktaRangesSettings source) {
    OrgSettings acme =
        new GivenOrg("acme").secrets(() -> List.of("one")).allowOkta(asked).settings();
    return new GivenSettings().org(acme).oktaRanges(source).settings();
  }

  private String metrics() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new PrometheusTextFormatWriter(false).write(text, registry.scrape());
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The row in the database. */
  private static final class Row extends RangesCopy {
    private volatile Optional<PublishedFile> file = Optional.empty();
    private volatile boolean failing;

    @Override
    Optional<PublishedFile> find() {
      requireDatabase();
      return file;
    }

    @Override
    Void keep(PublishedFile kept) {
      requireDatabase();
      file = Optional.of(kept);
      return null;
    }

    private void requireDatabase() {
      if (failing) {
        throw new NoClassDefFoundError("a driver");
      }
    }
  }

  private static final class NoTurns extends Writers {
    @Override
    public <T> T write(Callable<T> transaction) throws Exception {
      return transaction.call();
    }
  }

  private final class Threads implements ManagedThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      return new Thread(
          () -> {
            try {
              gate.await();
              task.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    }
  }
}
