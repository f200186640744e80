package io.catchment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

  private static final Filter A = number("a", 1);
  private static final Filter B = number("b", 2);
  private static final Filter C = number("c", 3);

  private static Filter number(String name, int value) {
    return new Comparison(
        MemberPath.of(name), Operator.EQ, new Literal.Decimal(new BigDecimal(value)));
  }

  private static Filter string(String name, Operator operator, String value) {
    return new Comparison(MemberPath.of(name.split("\\.")), operator, new Literal.Text(value));
  }

  private static FilterException refusal(String text) {
    return catchThrowableOfType(FilterException.class, () -> Filter.parse(text));
  }

  @Test
  void parse_everyOperator() throws Exception {
    for (Operator operator : Operator.values()) {
      assertThat(Filter.parse("actor.id " + operator + " \"00u1\""))
          .isEqualTo(string("actor.id", operator, "00u1"));
    }
    assertThat(Filter.parse("actor.id pr")).isEqualTo(new Presence(MemberPath.of("actor", "id")));
  }

  @Test
  void parse_everyLiteral() throws Exception {
    assertThat(Filter.parse("a eq true")).isEqualTo(comparison(new Literal.Truth(true)));
    assertThat(Filter.parse("a eq false")).isEqualTo(comparison(new Literal.Truth(false)));
    assertThat(Filter.parse("a eq null")).isEqualTo(comparison(new Literal.Null()));
    assertThat(Filter.parse("a eq -12.50e1")).isEqualTo(comparison(decimal("-125")));
    assertThat(Filter.parse("a eq 0")).isEqualTo(comparison(decimal("0.00")));
    assertThat(Filter.parse("a eq \"\"")).isEqualTo(comparison(new Literal.Text("")));
    assertThat(Filter.parse("a eq \"2026-03-01T08:00:00.250Z\""))
        .isEqualTo(comparison(new Literal.Text("2026-03-01T08:00:00.250Z")));
  }

  private static Filter comparison(Literal literal) {
    return new Comparison(MemberPath.of("a"), Operator.EQ, literal);
  }

  private static Literal decimal(String text) {
    return new Literal.Decimal(new BigDecimal(text));
  }

  @Test
  void parse_everyEscape() throws Exception {
    assertThat(Filter.parse("a eq \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fC\\uD83D\\uDE00\u00e9\""))
        .isEqualTo(comparison(new Literal.Text("\"\\/\b\f\n\r\t\u00fc\uD83D\uDE00\u00e9")));
  }

  @Test
  void parse_anyCase() throws Exception {
    assertThat(Filter.parse("NOT (a EQ 1) And b Eq 2 oR c eQ 3 OR d Pr OR a eq TRUE"))
        .isEqualTo(Filter.parse("not (a eq 1) and b eq 2 or c eq 3 or d pr or a eq true"));
  }

  @Test
  void parse_nameInAnotherCase() throws Exception {
    assertThat(Filter.parse("EventType pr")).isNotEqualTo(Filter.parse("eventType pr"));
  }

  @Test
  void parse_precedence() throws Exception {
    assertThat(Filter.parse("a eq 1 or b eq 2 and c eq 3"))
        .isEqualTo(new Or(List.of(A, new And(List.of(B, C)))));
    assertThat(Filter.parse("a eq 1 and b eq 2 or c eq 3"))
        .isEqualTo(new Or(List.of(new And(List.of(A, B)), C)));
    assertThat(Filter.parse("(a eq 1 or b eq 2) and c eq 3"))
        .isEqualTo(new And(List.of(new Or(List.of(A, B)), C)));
    assertThat(Filter.parse("not (a eq 1) and b eq 2")).isEqualTo(new And(List.of(new Not(A), B)));
    assertThat(Filter.parse("not (a eq 1 and b eq 2)")).isEqualTo(new Not(new And(List.of(A, B))));
  }

  @Test
  void parse_parenthesesThatMeanNothing() throws Exception {
    assertThat(Filter.parse("((a eq 1) and (b eq 2 and (c eq 3)))"))
        .isEqualTo(new And(List.of(A, B, C)));
    assertThat(Filter.parse("(a eq 1 or b eq 2) or c eq 3")).isEqualTo(new Or(List.of(A, B, C)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  a  eq  1  and  b  eq  2  ",
        "\ta\teq\r\n1\nand b eq 2",
        "(a eq 1)and(b eq 2)",
        "( a eq 1 ) and ( b eq 2 )",
        "a eq 1 and\u00a0b eq 2"
      })
  void parse_whiteSpace(String text) throws Exception {
    assertThat(Filter.parse(text)).isEqualTo(new And(List.of(A, B)));
  }

  @Test
  void parse_noSpaceBesideAString() throws Exception {
    assertThat(Filter.parse("a eq\"x\"and b eq 2"))
        .isEqualTo(new And(List.of(string("a", Operator.EQ, "x"), B)));
  }

  @Test
  void parse_oddNames() throws Exception {
    assertThat(Filter.parse("debugContext.debugData.\"risk level.\\\"x\\\"\" pr"))
        .isEqualTo(new Presence(MemberPath.of("debugContext", "debugData", "risk level.\"x\"")));
    assertThat(Filter.parse("\"\" pr")).isEqualTo(new Presence(MemberPath.of("")));
    assertThat(Filter.parse("a-b_c$d:e/f#1.2.\u00fc pr"))
        .isEqualTo(new Presence(MemberPath.of("a-b_c$d:e/f#1", "2", "\u00fc")));
  }

  @Test
  void parse_namesThatAreWordsOfTheLanguage() throws Exception {
    assertThat(Filter.parse("\"not\" pr and \"AND\" pr or eq eq true and pr pr and not.or pr"))
        .isEqualTo(
            new Or(
                List.of(
                    new And(
                        List.of(
                            new Presence(MemberPath.of("not")),
                            new Presence(MemberPath.of("AND")))),
                    new And(
                        List.of(
                            new Comparison(
                                MemberPath.of("eq"), Operator.EQ, new Literal.Truth(true)),
                            new Presence(MemberPath.of("pr")),
                            new Presence(MemberPath.of("not", "or")))))));
  }

  @Test
  void parse_publishedBelowAnother() throws Exception {
    assertThat(Filter.parse("debugContext.published pr"))
        .isEqualTo(new Presence(MemberPath.of("debugContext", "published")));
  }

  /** Where, what is there, and with what the expected begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          display_message eqq "Create user" | 16 | 'eqq' | an operator: eq, ne, gt, ge, lt, le, co, sw, ew, pr
          eventType | 9 | the end | an operator
          eventType = "x" | 10 | '=' | an operator
          eventType=="x" | 9 | '=' | an operator
          eventType "x" | 10 | '"' | an operator
          eventType in "x" | 10 | 'in' | an operator
          eventType eq | 12 | the end | a value
          eventType eq user.session.start | 13 | 'user.session.start' | a value: a string in double quotation marks
          eventType eq 'x' | 13 | ''' | a value: a string in double quotation marks
          eventType eq “x” | 13 | '“x”' | a value
          a eq 01 | 5 | '01' | a value
          a eq +1 | 5 | '+1' | a value
          a eq 1. | 5 | '1.' | a value
          a eq .5 | 5 | '.5' | a value
          a eq 1and b eq 2 | 5 | '1and' | a value
          a eq NaN | 5 | 'NaN' | a value
          a eq 1e1001 | 5 | '1e1001' | a number of at most 100 digits
          a eq 1e99999999999999999999 | 5 | '1e99999999999999999999' | a number of at most
          a eq "x | 7 | the end | the quotation mark that ends the string from position 5
          a eq "\\ | 7 | the end | the quotation mark
          a eq "\\u12 | 10 | the end | the quotation mark
          a eq "\\x" | 7 | 'x' | an escape of JSON
          a eq "\\u12g4" | 10 | 'g4' | a hexadecimal digit
          a eq "x" b eq 2 | 9 | 'b' | 'and', 'or' or the end
          a eq "x") | 8 | ')' | 'and', 'or' or the end
          a eq "x" and | 12 | the end | the name of a member
          and a eq 1 | 0 | 'and' | the name of a member
          a eq 1 and or b eq 2 | 11 | 'or' | the name of a member
          not | 3 | the end | '(' after 'not'
          not a eq 1 | 4 | 'a' | '(' after 'not'
          not not (a eq 1) | 4 | 'not' | '(' after 'not'
          ( | 1 | the end | the name of a member
          () | 1 | ')' | the name of a member
          (a eq 1 | 7 | the end | 'and', 'or', or the ')' for the '(' at position 0
          a eq 1 or (b eq 2 c | 18 | 'c' | 'and', 'or', or the ')' for the '(' at position 10
          a. pr | 2 | ' ' | the name of a member
          .a pr | 0 | '.a' | the name of a member
          a..b pr | 2 | '.b' | the name of a member
          target[type eq "User"] pr | 6 | '[' | an operator: eq, ne, gt, ge, lt, le, co, sw, ew, pr (filters of the System Log have no '[ ]')
          target [type eq "User"] | 7 | '[' | an operator
          published gt "2026-01-01T00:00:00Z" | 0 | 'published' | another member: for the time there are since and until
          a eq 1 and "published" pr | 11 | '"' | another member
          a gt true | 5 | 'true' | a string or a number after 'gt'
          a le null | 5 | 'null' | a string or a number after 'le'
          a co 1 | 5 | '1' | a string after 'co'
          a sw null | 5 | 'null' | a string after 'sw'
          """)
  void parse_malformed(String text, int position, String found, String expected) {
    FilterException e = refusal(text);

    assertThat(e.position()).isEqualTo(position);
    assertThat(e.found()).isEqualTo(found);
    assertThat(e.expected()).startsWith(expected);
    assertThat(e)
        .hasMessage(
            "At position " + position + " is " + found + ", but expected is " + e.expected() + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " \r\n\t "})
  void parse_blank(String text) {
    FilterException e = refusal(text);

    assertThat(e.position()).isEqualTo(text.length());
    assertThat(e.found()).isEqualTo("the end");
  }

  @Test
  void parse_controlCharacterInAString() {
    FilterException e = refusal("a eq \"x\ny\"");

    assertThat(e.position()).isEqualTo(7);
    assertThat(e.found()).isEqualTo("a control character");
  }

  @Test
  void parse_longWord_messageIsShort() {
    FilterException e = refusal("a eq " + "x".repeat(5_000));

    assertThat(e.found()).isEqualTo("'" + "x".repeat(40) + "…'");
  }

  @Test
  void parse_asDeepAsAllowed() throws Exception {
    int depth = Filter.MAX_DEPTH;

    assertThat(Filter.parse("(".repeat(depth) + "a eq 1" + ")".repeat(depth))).isEqualTo(A);
    assertThat(Filter.parse("not (".repeat(depth) + "a eq 1" + ")".repeat(depth)))
        .hasToString("not (".repeat(depth) + "a eq 1" + ")".repeat(depth));
    assertThat(Filter.parse("a" + ".a".repeat(depth - 1) + " pr")).isInstanceOf(Presence.class);
  }

  @Test
  void parse_tooDeep() {
    int depth = Filter.MAX_DEPTH;

    FilterException parentheses = refusal("(".repeat(depth + 1) + "a eq 1" + ")".repeat(depth + 1));
    assertThat(parentheses.position()).isEqualTo(depth);
    assertThat(parentheses.expected()).startsWith("no more than 32 parentheses");

    FilterException names = refusal("a.".repeat(depth) + "a pr");
    assertThat(names.position()).isEqualTo(2 * depth);
    assertThat(names.expected()).isEqualTo("no more than 32 names in one path");
  }

  @Test
  void parse_sideBySideIsNotDeep() throws Exception {
    String text = "(a eq 1) or ".repeat(600) + "(a eq 1)";

    assertThat(((Or) Filter.parse(text)).parts()).hasSize(601);
  }

  @Test
  void parse_asLongAsAllowed() throws Exception {
    String text = "a eq \"" + "x".repeat(Filter.MAX_LENGTH - 7) + "\"";

    assertThat(Filter.parse(text)).hasToString(text);
    FilterException e = refusal(text + " ");
    assertThat(e.position()).isEqualTo(Filter.MAX_LENGTH);
    assertThat(e.expected()).contains("8192");
  }

  @Test
  void parse_longerWhenPrinted() {
    String text = "a eq \"" + "\uD83D".repeat(Filter.MAX_LENGTH - 7) + "\"";

    assertThat(refusal(text).expected()).contains("8192");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not(",
        "a",
        "a.",
        "\"",
        "\"\\",
        "a eq \"",
        "a and ",
        "1",
        "-",
        " ",
        ")",
        "a pr or ",
        "a pr and(",
        "a eq 1e",
        "\\u",
        "eq ",
        "\uD83D",
        "\u0000",
        "a eq 9"
      })
  void parse_bomb(String piece) {
    for (int length : new int[] {Filter.MAX_LENGTH, 4_000_000}) {
      String bomb = piece.repeat(length / piece.length());

      FilterException e =
          Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(bomb));

      assertThat(e == null ? "" : e.getMessage()).hasSizeLessThan(300);
    }
  }

  @Property(tries = 2_000)
  void parse_anyText(@ForAll String text) {
    assertIsReadOrRefused(text);
  }

  /** Texts of the language's own pieces go deeper than any text does. */
  @Property(tries = 5_000)
  void parse_anyPieces(@ForAll Random random) {
    List<String> pieces =
        List.of(
            "a",
            "b.c",
            "\"d e\"",
            ".",
            "eq",
            "ne",
            "gt",
            "co",
            "pr",
            "\"x\"",
            "\"",
            "\\",
            "1",
            "-2.5e3",
            "true",
            "null",
            "and",
            "or",
            "not",
            "(",
            ")",
            "[",
            " ",
            "published",
            "\uDE00");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(16); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())))
          .append(random.nextInt(4) > 0 ? " " : "");
    }
    assertIsReadOrRefused(text.toString());
  }

  private static void assertIsReadOrRefused(String text) {
    try {
      assertThat(Filter.parse(Filter.parse(text).toString())).isEqualTo(Filter.parse(text));
    } catch (FilterException e) {
      assertThat(e.position()).isBetween(0, text.length());
    }
  }

  @Test
  void and_parts() {
    assertThatIllegalArgumentException().isThrownBy(() -> new And(List.of(A)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Or(List.of()));
    assertThat(new And(List.of(new And(List.of(A, B)), C)).parts()).containsExactly(A, B, C);
    assertThat(new Or(List.of(A, new Or(List.of(B, C)))).parts()).containsExactly(A, B, C);
  }

  @Test
  void comparison_operatorThatDoesNotGoWithTheLiteral() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Comparison(MemberPath.of("a"), Operator.GT, new Literal.Truth(true)));
  }

  @Test
  void memberPath_empty() {
    assertThatIllegalArgumentException().isThrownBy(MemberPath::of);
  }

  @Test
  void toString_numbers() throws Exception {
    assertThat(Filter.parse("a eq 15169 or a eq 1000 or a eq 1e30 or a eq 0.50 or a eq -0"))
        .hasToString("a eq 15169 or a eq 1000 or a eq 1E+30 or a eq 0.5 or a eq 0");
  }

  @Test
  void toString_whatNeedsParenthesesAndQuotationMarks() throws Exception {
    String text =
        "not (a pr and b pr) and (c pr or \"not\" pr and d.not.\"e f\" pr) and g eq \"\\\"\\\\/\\n\\u0001\"";

    assertThat(Filter.parse(text)).hasToString(text);
  }

  @Test
  void toString_halfOfASurrogatePair() throws Exception {
    assertThat(Filter.parse("a\uD83D eq \"\uDE00\" and b\uD83D\uDE00 pr"))
        .hasToString("\"a\\ud83d\" eq \"\\ude00\" and b\uD83D\uDE00 pr");
  }

  @Test
  void accept_everyKind() throws Exception {
    Filter filter = Filter.parse("not (a eq 1) and (b pr or c co \"x\")");

    assertThat(filter.accept(new Names())).isEqualTo("[[a] & [b | c]]");
  }

  /** Says which members a filter looks at. */
  private static final class Names implements Filter.Visitor<String> {

    @Override
    public String and(And filter) {
      return "["
          + String.join(" & ", filter.parts().stream().map(p -> p.accept(this)).toList())
          + "]";
    }

    @Override
    public String or(Or filter) {
      return "["
          + String.join(" | ", filter.parts().stream().map(p -> p.accept(this)).toList())
          + "]";
    }

    @Override
    public String not(Not filter) {
      return "[" + filter.negated().accept(this) + "]";
    }

    @Override
    public String presence(Presence filter) {
      return filter.path().toString();
    }

    @Override
    public String comparison(Comparison filter) {
      return filter.path().toString();
    }
  }
}
