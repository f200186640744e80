package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.event.Origin;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatTest {

  private static final Instant PUBLISHED = Instant.parse("2026-03-01T00:00:00.123Z");
  private static final Instant RECEIVED = Instant.parse("2026-03-01T00:00:01Z");
  private static final Instant STORED = Instant.parse("2026-03-01T00:00:02Z");

  private static final List<String> SIGNS =
      List.of("=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20");

  private static FoundEvent event(String members) {
    String json =
        "{\"uuid\":\"u-1\",\"published\":\"2026-03-01T00:00:00.123Z\"%s}".formatted(members);
    return new FoundEvent(1, "acme", "u-1", PUBLISHED, RECEIVED, STORED, Origin.HOOK, json);
  }

  private static String csv(String members) {
    return ExportFormat.CSV.line(event(members));
  }

  /** The cell of the event type, as the line has it. */
  private static String cell(String type) {
    String line = csv(",\"eventType\":" + Json.createValue(type));
    String before = "2026-03-01T00:00:00.123Z,acme,u-1,";
    assertThat(line).startsWith(before).endsWith("\r\n");
    return line.substring(before.length(), line.indexOf(",,,,,,,,,HOOK"));
  }

  private static ExportFormat read(String query) throws BadQueryException {
    return ExportFormat.read(QueryText.parse(query, () -> ExportRequest.PARAMETERS));
  }

  @Test
  void read_format_isNdjsonByDefault() throws Exception {
    assertThat(read(null)).isEqualTo(ExportFormat.NDJSON);
    assertThat(read("format=csv")).isEqualTo(ExportFormat.CSV);
    assertThatThrownBy(() -> read("format=xlsx"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("format");
  }

  @Test
  void line_ndjson_isTheTextWithoutLineBreaks() {
    String json = "{ \"a\" :\r\n\t[ 1.50e3,\n\"\\n\\u2028 \u2028\" ]\r}";
    FoundEvent event =
        new FoundEvent(1, "acme", "u-1", PUBLISHED, RECEIVED, STORED, Origin.HOOK, json);

    String line = ExportFormat.NDJSON.line(event);

    assertThat(line).isEqualTo("{ \"a\" :\t[ 1.50e3,\"\\n\\u2028 \u2028\" ]}\n");
    assertThat(Json.createReader(new StringReader(line)).readObject())
        .isEqualTo(Json.createReader(new StringReader(json)).readObject());
  }

  @Test
  void line_csv_hasAllColumns() {
    String line =
        csv(
            ",\"eventType\":\"user.session.start\",\"severity\":\"INFO\","
                + "\"outcome\":{\"result\":\"SUCCESS\"},"
                + "\"actor\":{\"id\":\"00u1\",\"type\":\"User\",\"alternateId\":\"ada@acme.example\","
                + "\"displayName\":\"Ada\"},"
                + "\"client\":{\"ipAddress\":\"192.0.2.7\"},"
                + "\"target\":[{\"id\":\"00u2\",\"type\":\"User\",\"alternateId\":null,"
                + "\"displayName\":\"Bob B\"},{\"id\":\"0oa3\"}]");

    assertThat(line)
        .isEqualTo(
            "2026-03-01T00:00:00.123Z,acme,u-1,user.session.start,INFO,SUCCESS,00u1,User,"
                + "ada@acme.example,Ada,192.0.2.7,User 00u2 Bob B | 0oa3,HOOK,"
                + "2026-03-01T00:00:01Z,2026-03-01T00:00:02Z\r\n");
    assertThat(ExportFormat.CSV.head().split(",")).hasSameSizeAs(List.of(line.split(",")));
    assertThat(ExportFormat.CSV.head()).startsWith("published,org,uuid,").endsWith("storedAt\r\n");
  }

  @Test
  void line_csvOfMissingMembers_hasEmptyCells() {
    assertThat(csv(""))
        .isEqualTo(
            "2026-03-01T00:00:00.123Z,acme,u-1,,,,,,,,,,HOOK,2026-03-01T00:00:01Z,"
                + "2026-03-01T00:00:02Z\r\n");
  }

  @Test
  void line_csvTextWithSeparators_isQuoted() {
    assertThat(cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(cell("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(cell("a b;'c'")).isEqualTo("a b;'c'");
    assertThat(cell("\u00fc\uD83D\uDE00")).isEqualTo("\u00fc\uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "=", "=HYPERLINK('x')", "\uFF1D1", "\uFF20A"})
  void line_csvFormula_becomesText(String formula) {
    assertThat(cell(formula)).isEqualTo("'" + formula);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"=cmd,1|\"'=cmd,1\"", "=A1&\"x\"|\"'=A1&\"\"x\"\"\"", "a=1|a=1", "1-2|1-2"},
      quoteCharacter = '`')
  void line_csvFormulaWithSeparators_isTextAndQuoted(String text, String cell) {
    assertThat(cell(text)).isEqualTo(cell);
  }

  @Test
  void line_csvLineBreakFirst_becomesText() {
    assertThat(cell("\r=1")).isEqualTo("\"'\r'=1\"");
    assertThat(cell("\n=1")).isEqualTo("\"'\n'=1\"");
    assertThat(cell("\t=1")).isEqualTo("'\t'=1");
    assertThat(cell("\n")).isEqualTo("\"'\n\"");
  }

  /** Not every program ends a cell where RFC 4180 does. */
  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "\r", "\n"})
  void line_csvFormulaWhereACellMayBegin_becomesText(String end) {
    for (String sign : SIGNS) {
      assertThat(unquoted(cell("a" + end + sign + "1" + end + "b" + end + sign + "2")))
          .isEqualTo("a" + end + "'" + sign + "1" + end + "b" + end + "'" + sign + "2");
    }
  }

  @Test
  void line_csvFormulaInQuotationMarksWhereACellMayBegin_becomesText() {
    assertThat(cell("a;\"=1\"")).isEqualTo("\"a;'\"\"=1\"\"\"");
    assertThat(cell("a;\"\"=1")).isEqualTo("\"a;'\"\"\"\"=1\"");
  }

  @Test
  void line_csvSignsElsewhere_stayAsTheyAre() {
    assertThat(cell("a;b=1; =2;c-d")).isEqualTo("a;b=1; =2;c-d");
    assertThat(cell("a\r\nb=1\r\n")).isEqualTo("\"a\r\nb=1\r\n\"");
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
  }

  /** Half of a pair has no form in UTF-8. */
  @Test
  void line_csvTextThatCannotBeSent_isReplaced() {
    assertThat(csv(",\"eventType\":\"a\\ud83d\\u0000b\"")).contains(",a\uFFFD\uFFFDb,");
  }

  @Test
  void breakage_isNoLineOfTheFormat() {
    assertThat(ExportFormat.NDJSON.breakage()).doesNotStartWith("{").doesNotContain("\n");
    assertThat(ExportFormat.CSV.breakage().chars().filter(c -> c == '"').count()).isEqualTo(1);
  }
}
