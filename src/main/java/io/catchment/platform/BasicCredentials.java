package io.catchment.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name and a password, as {@code Authorization: Basic} has them.
 *
 * @param password never in a log, an answer or an address
 */
record BasicCredentials(String name, String password) {

  private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+(\\S+)\\s*");

  /** Reads the header; empty if it has none. */
  static Optional<BasicCredentials> read(String authorization) {
    Matcher basic = BASIC.matcher(authorization);
    return basic.matches() ? decode(basic.group(1)) : Optional.empty();
  }

  private static Optional<BasicCredentials> decode(String base64) {
    try {
      String decoded = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon > 0
          ? Optional.of(
              new BasicCredentials(decoded.substring(0, colon), decoded.substring(colon + 1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
