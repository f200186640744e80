package io.catchment.okta;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP answer, read to its end.
 *
 * @param headers those of {@link #HEADERS} that it has; the values of one that came several times
 *     are joined by commas
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

  static final String RATE_LIMIT = "X-Rate-Limit-Limit";
  static final String RATE_REMAINING = "X-Rate-Limit-Remaining";
  static final String RATE_RESET = "X-Rate-Limit-Reset";
  static final String LINK = "Link";
  static final String DATE = "Date";
  static final String LENGTH = "Content-Length";

  /** What we look at. */
  static final List<String> HEADERS =
      List.of(RATE_LIMIT, RATE_REMAINING, RATE_RESET, LINK, DATE, LENGTH);

  Answer {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip);
  }

  /** What the server's clock said. */
  Optional<Instant> date() {
    try {
      return header(DATE).map(d -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(d, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether less came than was announced: the JDK's connections pass over that. */
  boolean isCutOff() {
    return header(LENGTH).filter(v -> !v.equals(String.valueOf(body.length))).isPresent();
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
