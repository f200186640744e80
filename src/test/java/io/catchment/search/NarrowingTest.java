package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {

  private static final String TEXT = "(position(? in e.json) > 0 or position(? in e.json) > 0)";

  private static List<Condition> narrowed(String filter, String words) throws Exception {
    return Narrowing.of(
        new EventQuery(
            Sources.ALL,
            Instant.EPOCH,
            Optional.empty(),
            filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
            Keywords.parse(words),
            Order.ASCENDING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not (severity eq \"INFO\")",
        "severity ne \"INFO\"",
        "severity eq null",
        "a eq \"b\" or not (c pr)"
      })
  void of_nothingCanBeSaid(String filter) throws Exception {
    assertThat(narrowed(filter, "")).containsExactly(Condition.ANYTHING);
  }

  @Test
  void of_indexedMember_isApartFromWhereItIsHidden() throws Exception {
    assertThat(narrowed("actor.id eq \"a\" and severity gt \"b\"", ""))
        .containsExactly(
            Condition.of(
                "(e.actor_id = ? and (e.severity is not null or (e.severity is null and "
                    + TEXT
                    + ")))",
                "a",
                "\"severity\"",
                "\\u"),
            Condition.of(
                "((e.actor_id is null and "
                    + TEXT
                    + ") and (e.severity is not null or (e.severity is null and "
                    + TEXT
                    + ")))",
                "a",
                "\\u",
                "\"severity\"",
                "\\u"));
  }

  @Test
  void of_target_isLookedUpByItsIndex() throws Exception {
    String targets = "(select t.event_id from event_target t where t.target_id = ?)";

    assertThat(narrowed("eventType eq \"b\" and target.id eq \"a\"", ""))
        .extracting(Condition::sql)
        .satisfiesExactly(
            seen -> assertThat(seen).startsWith("(e.id in " + targets + " and "),
            unseen -> assertThat(unseen).contains("e.id not in " + targets, "is null", TEXT));
  }

  @Test
  void of_otherMember_isLookedForInTheText() throws Exception {
    assertThat(narrowed("a.b co \"/oauth2/v1/token\"", ""))
        .containsExactly(Condition.of(TEXT, "oauth2", "\\u"));
    assertThat(narrowed("a.b co \"//\"", "")).containsExactly(Condition.of(TEXT, "\"b\"", "\\u"));
    assertThat(narrowed("a.b eq true", "")).containsExactly(Condition.of(TEXT, "\"b\"", "\\u"));
    assertThat(narrowed("a.b ne null", "")).containsExactly(Condition.of(TEXT, "\"b\"", "\\u"));
    assertThat(narrowed("a.\"x/yz\" pr", "")).containsExactly(Condition.of(TEXT, "yz", "\\u"));
  }

  @Test
  void of_words() throws Exception {
    assertThat(narrowed("", "Ann\u00e9 \u00e9"))
        .containsExactly(
            Condition.of(
                "(position(? in lower(replace(e.json, 'I', 'i'))) > 0"
                    + " or position(? in e.json) > 0)",
                "ann",
                "\\u"));
  }

  @Test
  void of_anyFilter_holdsNothingOfIt() throws Exception {
    String filter =
        "actor.id eq \"SECRET\" and (target.id eq \"SECRET\" or SECRET pr) and severity co"
            + " \"SECRET\"";
    for (Condition condition : narrowed(filter, "SECRET")) {
      assertThat(condition.sql()).doesNotContain("SECRET");
      assertThat(condition.sql().chars().filter(c -> c == '?').count())
          .isEqualTo(condition.parameters().size());
    }
  }
}
