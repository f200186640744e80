package io.catchment.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * What somebody wants as a file.
 *
 * @param query which events
 * @param format how each is written
 */
record ExportRequest(EventQuery query, ExportFormat format) {

  /** The names of the parameters. */
  static final Set<String> PARAMETERS =
      Set.of("org", "origin", "since", "until", "filter", "q", "format");

  private static final DateTimeFormatter IN_NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Reads the parameters. One that is empty is as if missing; one that is not known is passed over.
   *
   * @throws BadQueryException if one of them is not what it has to be
   */
  static ExportRequest read(QueryText text, Instant now) throws BadQueryException {
    return new ExportRequest(Selection.read(text, now), ExportFormat.read(text));
  }

  /** The file's name, which says of what time it is. */
  String fileName() {
    return "events-%s-%s.%s"
        .formatted(inName(query.since()), inName(query.until().orElseThrow()), format);
  }

  private static String inName(Instant time) {
    return IN_NAME.format(time);
  }
}
