package io.catchment.search;

/**
 * What clients of the live tail are shown, each as one line of JSON. Put together as text, for an
 * event is shown to many: aliases, names, times and cursors hold nothing that JSON would escape.
 */
final class LiveView {

  private LiveView() {}

  /**
   * An event. Its text stands in it as it was received, but for the ends of lines between its
   * members, which would be ends of lines of the stream.
   *
   * @param asInLog whether {@link LogDialect} is applied
   */
  static String of(FoundEvent event, boolean asInLog) {
    String json = asInLog ? LogDialect.translate(event.json()) : event.json();
    return "{\"org\":\"%s\",\"origin\":\"%s\",\"storedAt\":\"%s\",\"event\":"
            .formatted(event.org(), event.origin(), event.storedAt())
        + onOneLine(json)
        + "}";
  }

  /** No string of JSON holds them, so they are white space. */
  private static String onOneLine(String json) {
    return json.replace('\r', ' ').replace('\n', ' ');
  }

  /**
   * Skipped events.
   *
   * @param after the cursor of the place before them
   * @param end the cursor of the place behind them
   */
  static String of(long skipped, String after, String end) {
    return "{\"number\":" + skipped + ",\"after\":\"" + after + "\",\"end\":\"" + end + "\"}";
  }

  /** A place by its cursor. */
  static String of(String place) {
    return "{\"after\":\"" + place + "\"}";
  }
}
