package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookEntityTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");

  private final HookEntity row = new HookEntity("acme");

  @Test
  void fail_again_tellsTheLatestProblemSinceTheFirst() {
    row.fail("One.", FIRST);
    row.find(
        new OktaHook(JsonValue.EMPTY_JSON_OBJECT), FIRST.plusSeconds(60), FIRST.plusSeconds(60));
    row.fail("Two.", FIRST.plusSeconds(60));

    assertThat(row.problem()).isEqualTo("Two.");
    assertThat(row.problemAt()).isEqualTo(FIRST);
  }

  @Test
  void giveUp_keptWish_saysOfWhenItWas() {
    Wanted wish = new Wanted("a", URI.create("https://in.example/hooks/acme"), List.of("b"), null);
    row.want(wish, FIRST);

    assertThat(row.giveUp(wish, "Misspelt.")).isTrue();

    assertThat(row.wanted()).isEmpty();
    assertThat(row.rejection())
        .hasValue(
            "The wish of 2026-03-01T08:00:00Z was rejected by Okta and is given up: Misspelt.");
    assertThat(row.giveUp(wish, "Misspelt.")).isFalse();
  }

  @Test
  void succeed_takesTheProblemBack() {
    row.fail("One.", FIRST);
    row.succeed();
    assertThat(row.problem()).isNull();

    row.fail("Two.", FIRST.plusSeconds(60));

    assertThat(row.problemAt()).isEqualTo(FIRST.plusSeconds(60));
  }
}
