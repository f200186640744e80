package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.event.Origin;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRequestTest {

  private static final Position PLACE = new Position(Instant.parse("2026-01-15T09:30:00Z"), 42);
  private static final EventQuery ALL =
      new EventQuery(
          Sources.ALL,
          LogsRequest.EARLIEST,
          Optional.empty(),
          Optional.empty(),
          new Keywords(List.of()),
          Order.ARRIVAL);

  private final Cursors cursors = Queries.cursors("key");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "org=&filter=&q=&after=&dialect=",
        "since=2026-01-01T00:00:00Z&until=never&limit=x&sortOrder=DESCENDING&other=1"
      })
  void read_nothingOfItsOwn_isEverythingFromNowOn(String query) throws Exception {
    LiveRequest asked = read(query, "");

    assertThat(asked).isEqualTo(new LiveRequest(ALL, Optional.empty(), Optional.empty(), false));
  }

  @Test
  void read_everything() throws Exception {
    LiveRequest asked = read("org=acme&filter=actor.id+pr&q=one+two&dialect=log", null);

    assertThat(asked.asInLog()).isTrue();
    assertThat(asked.query())
        .isEqualTo(
            new EventQuery(
                Sources.ofOrgs("acme"),
                LogsRequest.EARLIEST,
                Optional.empty(),
                Optional.of(Filter.parse("actor.id pr")),
                Keywords.parse("one two"),
                Order.ARRIVAL));
  }

  @Test
  void read_orgThatIsNotConfigured_isTaken() throws Exception {
    assertThat(read("org=once-here", null).query().sources())
        .isEqualTo(Sources.ofOrgs("once-here"));
  }

  @Test
  void read_orgsAndOrigins_mayBeSeveral() throws Exception {
    assertThat(read("org=acme&origin=TEST&org=other&origin=HOOK", null).query().sources())
        .isEqualTo(new Sources(Set.of("acme", "other"), Set.of(Origin.HOOK, Origin.TEST)));
  }

  @Test
  void read_after_isThePlaceOfItsCursor() throws Exception {
    String cursor = cursors.write(ALL, PLACE);

    LiveRequest asked = read("after=" + cursor, null);

    assertThat(asked)
        .isEqualTo(new LiveRequest(ALL, Optional.of(cursor), Optional.of(PLACE), false));
  }

  @Test
  void read_lastEventId_countsMoreThanAfter() throws Exception {
    String began = cursors.write(ALL, new Position(PLACE.publishedAt(), 7));
    String cutOff = cursors.write(ALL, PLACE);

    assertThat(read("after=" + began, cutOff).place()).hasValue(PLACE);
    assertThat(read("after=" + began, " ").place().orElseThrow().id()).isEqualTo(7);
    assertThat(read("after=" + began + "&after=x", cutOff).place()).hasValue(PLACE);
  }

  /** So a client reads the log to its end and goes on here, or the other way round. */
  @Test
  void read_cursorOfALogThatPolls_isOfTheSameQuery() throws Exception {
    QueryText text =
        QueryText.parse(
            "since=2026-01-01T00:00:00Z&filter=actor.id+pr&limit=7", () -> LogsRequest.PARAMETERS);
    EventQuery log = LogsRequest.read(text).query(Instant.now());
    String cursor = cursors.write(log, PLACE);

    assertThat(read("filter=actor.id+pr&after=" + cursor, null).query()).isEqualTo(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"filter=eventType", "q=1+2+3+4+5+6+7+8+9+10+11", "org=No_Body", "after=x"})
  void read_badParameter_isRefused(String query) {
    assertThat(catchThrowableOfType(BadQueryException.class, () -> read(query, null))).isNotNull();
  }

  @Test
  void read_badLastEventId_isRefused() {
    assertThat(catchThrowableOfType(BadQueryException.class, () -> read("", "x"))).isNotNull();
  }

  private static LiveRequest read(String query, String lastEventId) throws BadQueryException {
    return LiveRequest.read(
        QueryText.parse(query, () -> LiveRequest.PARAMETERS), Optional.ofNullable(lastEventId));
  }
}
