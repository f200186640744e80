package io.catchment.search;

import io.catchment.event.LogEvent;
import io.catchment.event.LogEventReader;
import io.catchment.event.Party;
import io.catchment.event.StorableText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event as a line of CSV (RFC 4180): the members that people look at, whole. One that is missing
 * or no string is empty.
 *
 * <p>Programs for tables take a cell for a formula that begins with one of a few signs, and events
 * hold what strangers typed: such a text gets an apostrophe before it, by which it is text for them
 * (OWASP, "CSV Injection"). Some take the wide forms of the signs as well. Where a cell ends, they
 * may see otherwise than RFC 4180: at a semicolon, as Excel does in countries with a decimal comma,
 * at a tab or at a line break, also within quotation marks. So what follows one of these inside a
 * text is guarded likewise, and quotation marks do not hide it.
 */
final class CsvLine {

  private static final String END = "\r\n";

  private static final List<String> COLUMNS =
      List.of(
          "published",
          "org",
          "uuid",
          "eventType",
          "severity",
          "outcome",
          "actorId",
          "actorType",
          "actorAlternateId",
          "actorDisplayName",
          "clientAddress",
          "targets",
          "origin",
          "receivedAt",
          "storedAt");

  /** The names of the columns, as a line. */
  static final String HEAD = String.join(",", COLUMNS) + END;

  private static final String SIGNS = "=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  /** Before a sign, where a cell may begin. */
  private static final Pattern FORMULA =
      Pattern.compile("\\A(?=[\n" + SIGNS + "])|(?<=[;\t\r\n])(?=\"*[" + SIGNS + "])");

  private static final String QUOTED = "\",\r\n";

  private CsvLine() {}

  /** The line, with its end. */
  static String of(FoundEvent found) {
    LogEvent event = LogEventReader.read(found.json());
    Party actor = event.actor();
    return line(
        found.publishedAt().toString(),
        found.org(),
        found.uuid(),
        event.eventType(),
        event.severity(),
        event.outcome(),
        actor.id(),
        actor.type(),
        actor.alternateId(),
        actor.displayName(),
        event.clientAddress(),
        event.targets().stream().map(CsvLine::target).collect(Collectors.joining(" | ")),
        found.origin().name(),
        found.receivedAt().toString(),
        found.storedAt().toString());
  }

  private static String target(Party target) {
    return Stream.of(target.type(), target.id(), target.alternateId(), target.displayName())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static String line(String... cells) {
    return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", END));
  }

  private static String cell(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String storable = StorableText.forColumn(text, Integer.MAX_VALUE);
    String guarded = FORMULA.matcher(storable).replaceAll("'");
    boolean quoted = guarded.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0);
    return quoted ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
  }
}
