package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {

  private static final String TEXT = "(position(? in e.json) > 0 or position(? in e.json) > 0)";

  private static List<Condition> narrowed(String filter, String words) throws Exception {
    List<Branch> branches = narrowed(filter, words, Order.ASCENDING);
    assertThat(branches).extracting(Branch::targets).containsOnly(Optional.empty());
    return branches.stream().map(Branch::where).toList();
  }

  private static List<Branch> narrowed(String filter, String words, Order order) throws Exception {
    return narrowed(filter, words, order, false);
  }

  private static List<Branch> narrowed(String filter, String words, Order order, boolean embedded)
      throws Exception {
    return Narrowing.of(
        new EventQuery(
            Sources.ALL,
            Instant.EPOCH,
            Optional.empty(),
            filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
            Keywords.parse(words),
            order),
        embedded);
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

  @ParameterizedTest
  @EnumSource
  void of_target_leadsByItsIndex(Order order) throws Exception {
    String rows = "(select t.event_id from event_target t where ";
    List<Branch> branches = narrowed("eventType eq \"b\" and target.id eq \"a\"", "", order);

    assertThat(branches)
        .extracting(branch -> branch.targets().map(Condition::sql).orElse(""))
        .satisfiesExactly(
            seen -> assertThat(seen).isEqualTo("t.target_id = ?"),
            withoutTime -> assertThat(withoutTime).isEmpty(),
            unseen -> assertThat(unseen).startsWith("t.target_id is null and "),
            unseenWithoutTime -> assertThat(unseenWithoutTime).isEmpty());
    assertThat(branches)
        .extracting(branch -> branch.where().sql())
        .allSatisfy(where -> assertThat(where).contains("(e.event_type = ? or "))
        .satisfiesExactly(
            seen -> assertThat(seen).doesNotContain(rows),
            withoutTime ->
                assertThat(withoutTime)
                    .startsWith(
                        "(e.id in "
                            + rows
                            + "(t.target_id in (?) and t.published_at is null)) and "),
            unseen -> assertThat(unseen).startsWith("(" + TEXT).doesNotContain(rows),
            unseenWithoutTime ->
                assertThat(unseenWithoutTime)
                    .contains("t.published_at is null", TEXT, rows + "(t.target_id is null"));
  }

  @Test
  void of_oneOfAFewTypes_isABranchForEach() throws Exception {
    assertThat(
            narrowed("(eventType eq \"a\" or eventType eq \"b\") and outcome.result eq \"c\"", ""))
        .extracting(Condition::sql)
        .satisfiesExactly(
            a -> assertThat(a).startsWith("(e.event_type = ? and (e.outcome = ? or "),
            b -> assertThat(b).startsWith("(e.event_type = ? and "),
            hidden -> assertThat(hidden).startsWith("((e.event_type is null and ("));
  }

  @Test
  void of_typesOfASeverity_areApartFromWhereThatIsHidden() throws Exception {
    String filter = "(eventType eq \"a\" or eventType eq \"b\") and severity eq \"c\"";
    String either = "(e.event_type = ? or (e.event_type is null and " + TEXT + "))";

    assertThat(narrowed(filter, ""))
        .satisfiesExactly(
            a ->
                assertThat(a)
                    .isEqualTo(Condition.of("(e.event_type = ? and e.severity = ?)", "a", "c")),
            b ->
                assertThat(b)
                    .isEqualTo(Condition.of("(e.event_type = ? and e.severity = ?)", "b", "c")),
            type ->
                assertThat(type.sql())
                    .startsWith("((e.event_type is null and (" + TEXT)
                    .endsWith(" and e.severity = ?)"),
            severity ->
                assertThat(severity.sql())
                    .isEqualTo(
                        "((e.severity is null and %1$s) and (%2$s or %2$s))"
                            .formatted(TEXT, either)));
  }

  @Test
  void of_typesOfASeverityInH2_isABranchForEachType() throws Exception {
    String filter = "eventType eq \"a\" and severity eq \"c\"";

    assertThat(narrowed(filter, "", Order.ASCENDING, true))
        .hasSize(2)
        .allSatisfy(b -> assertThat(b.where().sql()).contains("(e.severity = ? or "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"a\" and severity ne \"b\"",
        "eventType eq \"a\" and (severity eq \"b\" or severity eq \"c\")",
        "actor.id eq \"a\" and severity eq \"b\""
      })
  void of_severitiesThatTheIndexDoesNotLeadTo_areNoBranches(String filter) throws Exception {
    assertThat(narrowed(filter, "")).hasSize(2);
  }

  /** A person leaves fewer events than a type, wherever it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"t\" and (actor.id eq \"a\" or actor.id eq \"b\")",
        "(eventType eq \"t\" or eventType eq \"u\") and actor.id eq \"a\"",
        "(target.id eq \"a\" or eventType eq \"t\") and actor.id eq \"a\""
      })
  void of_severalParts_areLedByWhatLeavesLeast(String filter) throws Exception {
    assertThat(narrowed(filter, "").get(0).sql()).startsWith("(e.actor_id = ? and ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"a\" or severity eq \"b\"",
        "eventType eq \"a\" or eventType sw \"b\"",
        "eventType eq \"a\" or eventType eq null",
        "actor.id eq \"1\" or actor.id eq \"2\" or actor.id eq \"3\" or actor.id eq \"4\""
            + " or actor.id eq \"5\" or actor.id eq \"6\""
      })
  void of_alternativesThatNoIndexLeadsTo_isOneBranch(String filter) throws Exception {
    assertThat(narrowed(filter, "", Order.DESCENDING)).hasSize(1);
  }

  @Test
  void of_typeInTheOrderOfArrival_isOneBranch() throws Exception {
    assertThat(narrowed("eventType eq \"a\"", "", Order.ARRIVAL)).hasSize(1);
    assertThat(narrowed("eventType eq \"a\"", "", Order.ASCENDING)).hasSize(2);
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
