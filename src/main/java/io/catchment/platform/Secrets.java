package io.catchment.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * One or more secret values of which any is good, so that one can be replaced while the other still
 * works. They may change while we run.
 */
public interface Secrets {

  /** The values that are good now; never empty. Must not be logged or answered. */
  List<String> current();

  /**
   * Whether the value is one of them, in a time that tells nothing about which, or how nearly.
   *
   * @param presented what a caller sent; null is never right
   */
  default boolean accepts(String presented) {
    byte[] digest = digest(presented == null ? "" : presented);
    boolean accepted = false;
    for (String secret : current()) {
      accepted |= MessageDigest.isEqual(digest(secret), digest);
    }
    return accepted && presented != null;
  }

  /** Hashed, so that values of different lengths compare in the same time. */
  private static byte[] digest(String value) {
    return Sha256.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
