package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingTest {

  private static final String TEXT = "(position(? in e.json) > 0 or position(? in e.json) > 0)";

  private static Judgement judged(String filter, String words) throws Exception {
    return Judging.of(
        new EventQuery(
            Sources.ALL,
            Instant.EPOCH,
            Optional.empty(),
            filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
            Keywords.parse(words),
            Order.ASCENDING));
  }

  @Test
  void of_noFilter_isExact() throws Exception {
    assertThat(judged("", "")).isEqualTo(Judgement.ALWAYS);
    assertThat(judged("", "").isExact()).isTrue();
  }

  @Test
  void of_words_areNeverCertain() throws Exception {
    assertThat(judged("", "ann").certain()).isEqualTo(Condition.NOTHING);
    assertThat(judged("severity eq \"INFO\"", "ann").certain()).isEqualTo(Condition.NOTHING);
  }

  @Test
  void of_memberWithAColumn_isCertainWhereItIsThere() throws Exception {
    assertThat(judged("severity eq \"INFO\"", ""))
        .isEqualTo(
            Judgement.of(
                Condition.of("e.severity = ?", "INFO"),
                Condition.of("(e.severity is null and " + TEXT + ")", "INFO", "\\u")));
    assertThat(judged("severity sw \"IN\"", "").certain())
        .isEqualTo(Condition.of("position(? in e.severity) = 1", "IN"));
    assertThat(judged("severity co \"IN\"", "").certain())
        .isEqualTo(Condition.of("position(? in e.severity) > 0", "IN"));
    assertThat(judged("severity ew \"FO\"", "").certain())
        .isEqualTo(
            Condition.of("(char_length(e.severity) < 127 and right(e.severity, ?) = ?)", 2, "FO"));
    assertThat(judged("severity pr", "").certain()).isEqualTo(Condition.of("e.severity <> ''"));
    assertThat(judged("severity ne null", "").certain())
        .isEqualTo(Condition.of("e.severity is not null"));
  }

  @Test
  void of_negation_isCertainWhereNothingIsPossible() throws Exception {
    Judgement negated = judged("severity ne \"INFO\"", "");

    assertThat(negated.certain())
        .isEqualTo(
            Condition.of(
                "((e.severity = ? or (e.severity is null and " + TEXT + "))) is not true",
                "INFO",
                "INFO",
                "\\u"));
    assertThat(negated.open()).isEqualTo(judged("severity eq \"INFO\"", "").open());
    assertThat(negated).isEqualTo(judged("not (severity eq \"INFO\")", ""));
    assertThat(negated.negated()).isEqualTo(judged("severity eq \"INFO\"", ""));
  }

  /** What the store cuts, or replaces, may have been something else. */
  @ParameterizedTest
  @ValueSource(strings = {"LONG", "\\u0000", "\\ud83d", "\\ufffd", "a\\ufffdb"})
  void of_textThatAColumnMayNotHold_isOpen(String text) throws Exception {
    String literal = text.equals("LONG") ? "x".repeat(254) : text;
    for (String operator : new String[] {"eq", "sw", "co", "ew"}) {
      Judgement judgement = judged("severity " + operator + " \"" + literal + "\"", "");
      assertThat(judgement.certain()).as(operator).isEqualTo(Condition.NOTHING);
    }
    assertThat(judged("severity eq \"" + "x".repeat(253) + "\"", "").certain())
        .isNotEqualTo(Condition.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "severity gt \"A\"",
        "severity eq 1",
        "severity eq true",
        "target.id eq \"a\"",
        "debugContext.a eq \"a\"",
        "debugContext.a pr",
        "debugContext.a ne null",
        "not (debugContext.a ne \"a\" or debugContext.b eq null)"
      })
  void of_whatOnlyTheTextTells_isOpen(String filter) throws Exception {
    assertThat(judged(filter, "").certain()).isEqualTo(Condition.NOTHING);
    assertThat(judged(filter, "").isExact()).isFalse();
  }

  @Test
  void of_combinations_areAsCertainAsTheirParts() throws Exception {
    assertThat(judged("severity pr and debugContext.a pr", "").certain())
        .isEqualTo(Condition.NOTHING);
    assertThat(judged("severity pr or debugContext.a pr", "").certain())
        .isEqualTo(Condition.of("e.severity <> ''"));
    assertThat(judged("severity pr and eventType pr", "").certain())
        .isEqualTo(Condition.of("(e.severity <> '' and e.event_type <> '')"));
  }

  @Test
  void of_filterThatGrowsWithEveryLevel_staysShort() throws Exception {
    String filter =
        IntStream.range(0, Filter.MAX_DEPTH)
            .mapToObj(i -> "")
            .reduce("severity eq \"a\"", (f, i) -> "not (" + f + ") and eventType ne \"b\"");

    assertThat(judged(filter, "").length()).isLessThan(100_000);
  }

  @Test
  void of_anyFilter_holdsNothingOfIt() throws Exception {
    Judgement judgement =
        judged("actor.id sw \"SECRET\" or not (severity ew \"SECRET\" or SECRET pr)", "");

    for (Condition condition : new Condition[] {judgement.certain(), judgement.open()}) {
      assertThat(condition.sql()).doesNotContain("SECRET");
      assertThat(condition.sql().chars().filter(c -> c == '?').count())
          .isEqualTo(condition.parameters().size());
    }
  }
}
