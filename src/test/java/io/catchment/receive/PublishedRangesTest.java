package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches from a real server; only the database is a pretended one. */
class PublishedRangesTest {

  private static final String FILE = file("192.0.2.0/25");
  private static final String LATER = file("198.51.100.0/24");
  private static final String OKTAS = "192.0.2.7";
  private static final String NEW_OKTAS = "198.51.100.7";
  private static final String OTHER_CELLS = "2001:db8::7";
  private static final String STRANGERS = "203.0.113.7";

  private final KeptInMemory copy = new KeptInMemory();
  private final SetClock clock = new SetClock();
  private RangesServer server;
  private PublishedRanges ranges;

  @BeforeEach
  void serve() throws IOException {
    server = new RangesServer();
    server.serve(200, FILE);
    start("one");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** As a node does when it is deployed. */
  private void start(String... cells) {
    RangesSource source = new RangesSource(server.address(), JerseyClientBuilder::new);
    ranges = new PublishedRanges(List.of(cells), clock, source::fetch, copy);
  }

  private static String file(String range) {
    return "{\"one\":{\"ip_ranges\":[\"%s\"]},\"two\":{\"ip_ranges\":[\"2001:db8::/48\"]}}"
        .formatted(range);
  }

  @Test
  void allow_beforeAnythingIsKnown_isEverybodyAndIsSaid() {
    assertThat(ranges.allow(STRANGERS)).isTrue();
    assertThat(ranges.reach()).isEqualTo(Reach.EVERY_ADDRESS);
    assertThat(ranges.findAge()).isEmpty();
  }

  @Test
  void refresh_firstTime_allowsTheCellsThatAreSet() throws Exception {
    ranges.refresh();

    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(ranges.allow(OTHER_CELLS)).isFalse();
    assertThat(ranges.allow(STRANGERS)).isFalse();
  }

  @Test
  void refresh_beforeADayIsOver_asksNobody() throws Exception {
    ranges.refresh();
    server.serve(200, LATER);

    clock.advance(Duration.ofHours(23));
    ranges.refresh();
    assertThat(server.requests()).isEqualTo(1);
    assertThat(ranges.findAge()).hasValue(Duration.ofHours(23));

    clock.advance(Duration.ofHours(1));
    ranges.refresh();
    assertThat(server.requests()).isEqualTo(2);
    assertThat(ranges.allow(NEW_OKTAS)).isTrue();
    assertThat(ranges.allow(OKTAS)).isFalse();
    assertThat(ranges.findAge()).hasValue(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html>", "{\"one\":{\"ip_ranges\":[]}}", "{\"one\":{\"ip_ran"})
  void refresh_brokenOrEmpty_leavesThoseOfBefore(String broken) throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(200, broken);
    clock.advance(Duration.ofDays(1));

    assertThatThrownBy(ranges::refresh).isInstanceOf(IOException.class);
    ranges.keep();

    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(ranges.allow(STRANGERS)).isFalse();
    assertThat(copy.kept).map(PublishedFile::text).hasValue(FILE);
  }

  @Test
  void refresh_failed_isTriedAgainSoon() throws Exception {
    ranges.refresh();
    server.serve(503, "");
    clock.advance(Duration.ofDays(1));
    assertThatThrownBy(ranges::refresh).hasMessageContaining("503");
    assertThat(ranges.allow(OKTAS)).isTrue();

    server.serve(200, LATER);
    clock.advance(Duration.ofMinutes(10));
    ranges.refresh();

    assertThat(ranges.allow(NEW_OKTAS)).isTrue();
  }

  @Test
  void refresh_failedTheFirstTime_isTriedAgainAtOnce() throws Exception {
    server.serve(404, "");
    assertThatThrownBy(ranges::refresh).hasMessageContaining("404");
    assertThat(ranges.reach()).isEqualTo(Reach.EVERY_ADDRESS);
    assertThat(ranges.isDue()).isTrue();

    server.serve(200, FILE);
    ranges.refresh();

    assertThat(ranges.allow(STRANGERS)).isFalse();
  }

  @Test
  void refresh_misspeltCell_allowsAllCellsAndNobodyElse() throws Exception {
    start("one", "too");

    assertThatThrownBy(ranges::refresh)
        .isInstanceOf(MissingCellException.class)
        .hasMessageContaining("too");

    assertThat(ranges.reach()).isEqualTo(Reach.EVERY_CELL);
    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(ranges.allow(OTHER_CELLS)).isTrue();
    assertThat(ranges.allow(STRANGERS)).isFalse();
  }

  @Test
  void refresh_cellThatIsGone_leavesThoseOfBefore() throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(200, LATER.replace("one", "renamed"));
    clock.advance(Duration.ofDays(1));

    assertThatThrownBy(ranges::refresh).isInstanceOf(MissingCellException.class);
    ranges.keep();

    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(copy.kept).map(PublishedFile::text).hasValue(FILE);
  }

  @Test
  void recall_afterARestart_hasTheLastGoodCopy() throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(500, "");
    clock.advance(Duration.ofHours(5));
    start("one");

    ranges.recall();
    assertThatThrownBy(ranges::refresh).hasMessageContaining("500");

    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isTrue();
    assertThat(ranges.allow(STRANGERS)).isFalse();
    assertThat(ranges.findAge()).hasValue(Duration.ofHours(5));
  }

  @Test
  void recall_copyWithoutTheCell_allowsAllCellsUntilItIsFetched() throws Exception {
    ranges.refresh();
    ranges.keep();
    start("three");

    assertThatThrownBy(ranges::recall).isInstanceOf(MissingCellException.class);
    assertThat(ranges.reach()).isEqualTo(Reach.EVERY_CELL);
    assertThat(ranges.allow(STRANGERS)).isFalse();

    server.serve(200, FILE.replace("two", "three"));
    ranges.refresh();
    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isFalse();
  }

  @Test
  void recall_afterTheDatabaseWasAway_isTriedAgain() throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(500, "");
    start("one");
    copy.away = true;
    assertThatThrownBy(ranges::recall).hasMessage("The database is away.");

    copy.away = false;
    ranges.recall();

    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
  }

  @Test
  void recall_afterAFetch_changesNothing() throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(200, LATER);
    start("one");
    ranges.refresh();

    ranges.recall();

    assertThat(ranges.allow(NEW_OKTAS)).isTrue();
  }

  @Test
  void keep_whenTheDatabaseIsAway_isMadeUpForWithoutAnotherFetch() throws Exception {
    copy.away = true;
    ranges.refresh();
    assertThatThrownBy(ranges::keep).hasMessage("The database is away.");
    assertThat(ranges.allow(STRANGERS)).isFalse();

    copy.away = false;
    ranges.keep();

    assertThat(copy.kept).hasValue(new PublishedFile(FILE, clock.instant()));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void keep_fileWithoutTheCell_isNoReplacementForACopyThatWasNotReadYet() throws Exception {
    ranges.refresh();
    ranges.keep();
    server.serve(200, LATER.replace("one", "renamed"));
    start("one");
    copy.away = true;
    assertThatThrownBy(ranges::recall).hasMessage("The database is away.");
    assertThatThrownBy(ranges::refresh).isInstanceOf(MissingCellException.class);
    copy.away = false;

    ranges.keep();
    ranges.recall();

    assertThat(copy.kept).map(PublishedFile::text).hasValue(FILE);
    assertThat(ranges.reach()).isEqualTo(Reach.AS_SET);
    assertThat(ranges.allow(OKTAS)).isTrue();
  }

  /** Stands for the row in the database, which outlives a node. */
  private static final class KeptInMemory implements PublishedRanges.Copy {
    private Optional<PublishedFile> kept = Optional.empty();
    private boolean away;

    @Override
    public Optional<PublishedFile> find() throws IOException {
      requireDatabase();
      return kept;
    }

    @Override
    public void keep(PublishedFile file) throws IOException {
      requireDatabase();
      kept = Optional.of(file);
    }

    private void requireDatabase() throws IOException {
      if (away) {
        throw new IOException("The database is away.");
      }
    }
  }
}
