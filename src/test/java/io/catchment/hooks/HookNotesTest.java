package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HookNotesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final String HOOK =
      "{\"id\":\"who1\",\"status\":\"ACTIVE\",\"verificationStatus\":\"VERIFIED\","
          + "\"events\":{\"items\":[\"a\"]}}";

  private final HookNotes notes = new HookNotes();

  @Test
  void found_clocksThatDiffer_countsByOktas() throws Exception {
    assertThat(sinceWith(Duration.ofMinutes(5))).isEqualTo(NOW.plusSeconds(300));
    assertThat(sinceWith(Duration.ofMinutes(-5))).isEqualTo(NOW.minusSeconds(300));
  }

  @Test
  void found_clocksThatDifferByLessThanTheDateShows_countsByOurs() throws Exception {
    assertThat(sinceWith(Duration.ofMillis(-990))).isEqualTo(NOW);
  }

  private Instant sinceWith(Duration offset) throws Exception {
    notes.records = new KeptRecords();
    notes.subscriptions = new HookSubscriptions();
    notes.turns = new GivenTurns();
    notes.writers = new PlainWriters();
    notes.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    OktaHook hook = new OktaHook(Json.createReader(new StringReader(HOOK)).readObject());
    HookEntity row = notes.found("acme", hook, offset);
    assertThat(row.checkedAt()).isEqualTo(NOW);
    return row.deliversSince().byType().get("a");
  }
}
