package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.event.Origin;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-02-01T00:00:00.123456Z");
  private static final Position POSITION =
      new Position(Instant.parse("2026-01-15T09:30:00.654321Z"), 1L << 40);

  private final Cursors cursors = Queries.cursors("key");

  @Test
  void write_anyQuery_isReadAndTakenAgain() throws Exception {
    for (EventQuery query : List.of(query(), endless(query()))) {
      String after = cursors.write(query, POSITION);

      assertThat(after).matches("[A-Za-z0-9_-]+");
      assertThat(Cursor.parse(after)).isEqualTo(new Cursor(POSITION, SINCE, query.until()));
      assertThatCode(() -> cursors.requireOurs(after, query, POSITION)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"})
  void write_farPosition_isReadAgain(Instant published) throws Exception {
    Position position = new Position(published, Long.MAX_VALUE);

    assertThat(Cursor.parse(cursors.write(query(), position)).position()).isEqualTo(position);
  }

  @Test
  void requireOurs_afterARestart_isTaken() throws Exception {
    String after = cursors.write(query(), POSITION);

    assertThatCode(() -> Queries.cursors("key").requireOurs(after, query(), POSITION))
        .doesNotThrowAnyException();
  }

  @Test
  void requireOurs_anyBitTampered_isRefused() throws Exception {
    byte[] bytes = Base64.getUrlDecoder().decode(cursors.write(query(), POSITION));
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] tampered = bytes.clone();
      tampered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(tampered), query());
    }
  }

  /** Also at the end, where several texts stand for the same bytes. */
  @Test
  void requireOurs_anyCharacterChanged_isRefused() throws Exception {
    String after = cursors.write(query(), POSITION);
    for (int i = 0; i < after.length(); i++) {
      for (char c : "ABYZ+/=-_09".toCharArray()) {
        String changed = after.substring(0, i) + c + after.substring(i + 1);
        if (!changed.equals(after)) {
          assertRefused(changed, query());
        }
      }
      assertRefused(after.substring(0, i), query());
    }
    assertRefused(after + "A", query());
    assertRefused(after + "=", query());
  }

  @Test
  void requireOurs_signedWithAnotherKey_isRefused() throws Exception {
    assertRefused(Queries.cursors("other").write(query(), POSITION), query());
  }

  static Stream<EventQuery> others() throws Exception {
    EventQuery q = query();
    Optional<Filter> filter = Optional.of(Filter.parse("eventType eq \"b\""));
    return Stream.of(
        new EventQuery(
            Sources.ofOrgs("other"), q.since(), q.until(), q.filter(), q.keywords(), q.order()),
        from(q, Sources.ofOrgs("acme", "other")),
        from(q, new Sources(Set.of("acme"), Set.of(Origin.HOOK))),
        from(q, new Sources(Set.of(), Set.of(Origin.HOOK))),
        new EventQuery(Sources.ALL, q.since(), q.until(), q.filter(), q.keywords(), q.order()),
        new EventQuery(
            q.sources(), SINCE.plusNanos(1000), q.until(), q.filter(), q.keywords(), q.order()),
        new EventQuery(
            q.sources(), q.since(), Optional.of(SINCE), q.filter(), q.keywords(), q.order()),
        endless(q),
        new EventQuery(q.sources(), q.since(), q.until(), filter, q.keywords(), q.order()),
        new EventQuery(
            q.sources(), q.since(), q.until(), Optional.empty(), q.keywords(), q.order()),
        new EventQuery(
            q.sources(), q.since(), q.until(), q.filter(), Keywords.parse("onetwo"), q.order()),
        new EventQuery(
            q.sources(), q.since(), q.until(), q.filter(), Keywords.parse("one"), q.order()),
        new EventQuery(
            q.sources(), q.since(), q.until(), q.filter(), q.keywords(), Order.DESCENDING));
  }

  private static EventQuery from(EventQuery q, Sources sources) {
    return new EventQuery(sources, q.since(), q.until(), q.filter(), q.keywords(), q.order());
  }

  /** In whatever order a client names them. */
  @Test
  void requireOurs_sameSources_isTaken() throws Exception {
    String text = "org=acme&origin=TEST&org=other&origin=HOOK";
    String turned = "origin=HOOK&org=other&origin=TEST&org=acme&org=acme";

    EventQuery query = from(query(), sources(text));

    cursors.requireOurs(cursors.write(query, POSITION), from(query, sources(turned)), POSITION);
  }

  /** A cursor that an earlier version wrote is good still. */
  @Test
  void sources_ofAtMostOneOrg_areSignedAsTheyWereAlone() {
    assertThat(Sources.ALL).hasToString("");
    assertThat(Sources.ofOrgs("acme")).hasToString("acme");
  }

  private static Sources sources(String text) throws Exception {
    return Sources.read(QueryText.parse(text, () -> LogsRequest.PARAMETERS));
  }

  @ParameterizedTest
  @MethodSource("others")
  void requireOurs_forAnotherQuery_isRefused(EventQuery other) throws Exception {
    assertRefused(cursors.write(query(), POSITION), other);
  }

  @Property(tries = 300)
  void parse_anyText_isRefused(
      @ForAll @AlphaChars @CharRange(from = '+', to = '9') @StringLength(max = 200) String text) {
    assertRefused(text, query());
  }

  private void assertRefused(String after, EventQuery query) {
    BadQueryException refusal =
        catchThrowableOfType(
            BadQueryException.class,
            () -> cursors.requireOurs(after, query, Cursor.parse(after).position()));
    assertThat(refusal).as(after).isNotNull();
    assertThat(refusal.problem().code()).isEqualTo("E0000001");
    assertThat(refusal.problem().causes().get(0)).contains("follow the address", "begin anew");
  }

  private static EventQuery query() {
    try {
      return new EventQuery(
          Sources.ofOrgs("acme"),
          SINCE,
          Optional.of(UNTIL),
          Optional.of(Filter.parse("eventType eq \"a\"")),
          Keywords.parse("one two"),
          Order.ASCENDING);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static EventQuery endless(EventQuery q) {
    return new EventQuery(
        q.sources(), q.since(), Optional.empty(), q.filter(), q.keywords(), Order.ARRIVAL);
  }
}
