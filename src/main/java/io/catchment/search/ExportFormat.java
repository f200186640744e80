package io.catchment.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How events are written into a file, each as a line. */
enum ExportFormat {
  /** Each event is a JSON value on a line of its own. */
  NDJSON("application/x-ndjson"),
  /** See {@link CsvLine}. */
  CSV("text/csv; charset=UTF-8; header=present");

  /** All of them, as a client writes them, for a message. */
  static final String NAMES =
      Arrays.stream(values()).map(ExportFormat::toString).collect(Collectors.joining(" or "));

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The format that is asked for; the first one if none is.
   *
   * @throws BadQueryException if it is none of these
   */
  static ExportFormat read(QueryText query) throws BadQueryException {
    Optional<String> name = query.find("format");
    if (name.isEmpty()) {
      return NDJSON;
    }
    return Arrays.stream(values())
        .filter(format -> format.toString().equals(name.get()))
        .findAny()
        .orElseThrow(() -> BadQueryException.invalid("format", "must be " + NAMES));
  }

  /** What the answer says of itself. */
  String mediaType() {
    return mediaType;
  }

  /** What stands before the first event. */
  String head() {
    return this == CSV ? CsvLine.HEAD : "";
  }

  /** An event's line, with its end. */
  String line(FoundEvent event) {
    return this == CSV ? CsvLine.of(event) : onOneLine(event.json()) + "\n";
  }

  /**
   * Stands where the next event would, if it cannot be read: a line that no reader takes for one,
   * as it is no JSON, or ends before its quotation mark.
   */
  String breakage() {
    String words = "The export broke off here: it is not complete.";
    return this == CSV ? "\"" + words : words;
  }

  /** In JSON there is no line break inside a string or a number, but only around them. */
  private static String onOneLine(String json) {
    return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
        ? json
        : json.replace("\n", "").replace("\r", "");
  }

  /** As a client writes it, and as the name of a file ends: {@code csv}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
