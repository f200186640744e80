package io.catchment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.LogEvent;
import io.catchment.event.LogEventReader;
import io.catchment.store.StoredRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventedYearTest {

  private static final Instant END = Instant.parse("2026-11-26T16:00:00Z");
  private static final int EVENTS = 20_000;

  private static Stream<LogEvent> events(int number) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, number)
        .mapToObj(i -> LogEventReader.read(InventedEvent.json(random, END)));
  }

  @Test
  void json_ofAnyEvent_hasTheSizeOfOkta() {
    assertThat(events(1_000))
        .allSatisfy(
            event ->
                assertThat(event.json().getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(1_000, 3 * 1_024));
  }

  @Test
  void json_ofManyEvents_isAboutFewOfTheManyTypesAndPeople() {
    Map<String, Integer> types = new HashMap<>();
    Map<String, Integer> people = new HashMap<>();
    events(EVENTS)
        .forEach(
            event -> {
              types.merge(event.eventType(), 1, Integer::sum);
              people.merge(event.actor().id(), 1, Integer::sum);
            });
    assertThat(types).hasSizeGreaterThan(500);
    assertThat(types.get("user.authentication.sso")).isBetween(EVENTS / 20, EVENTS / 5);
    assertThat(people).hasSizeGreaterThan(3_000);
    assertThat(people.get(InventedEvent.personId(0))).isBetween(EVENTS / 40, EVENTS / 5);
  }

  @Test
  void of_eventAfterEvent_coversTheYearInOrder() {
    WorkingHours hours = new WorkingHours(END, EVENTS);
    List<Instant> times = IntStream.range(0, EVENTS).mapToObj(hours::of).toList();
    assertThat(times).isSorted();
    assertThat(times.get(0)).isEqualTo(END.minus(WorkingHours.LENGTH));
    assertThat(times.get(EVENTS - 1)).isBetween(END.minusSeconds(3_600), END);
  }

  @Test
  void of_anEndInWorkingHours_hasThemBeforeIt() {
    WorkingHours hours = new WorkingHours(END, EVENTS);
    Map<Boolean, Long> byDay = new HashMap<>();
    IntStream.range(0, EVENTS)
        .mapToObj(hours::of)
        .filter(time -> !time.isBefore(END.minusSeconds(24 * 3_600)))
        .forEach(t -> byDay.merge(t.isAfter(END.minusSeconds(10 * 3_600)), 1L, Long::sum));
    assertThat(byDay.get(true)).isGreaterThan(2 * byDay.get(false));
  }

  @Test
  void deliveries_ofAllChunks_holdAllEvents() {
    InventedYear year = new InventedYear(InventedYear.CHUNK + 7, END);
    assertThat(year.chunks()).isEqualTo(2);
    assertThat(year.rows(1).of(StoredRows.tables().get(1))).hasSize(7);
  }
}
