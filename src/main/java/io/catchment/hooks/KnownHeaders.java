package io.catchment.hooks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether an org's headers are those of a fingerprint. Computes it once for each, because
 * that is slow on purpose.
 */
final class KnownHeaders {

  private final Map<String, Match> matches = new ConcurrentHashMap<>();

  /** Whether they are; null is the fingerprint of none. */
  boolean match(String org, String fingerprint, SentHeaders headers) {
    Match asked = new Match(fingerprint, headers);
    if (asked.equals(matches.get(org))) {
      return true;
    }
    boolean same = Fingerprint.matches(fingerprint, headers.text());
    if (same) {
      matches.put(org, asked);
    }
    return same;
  }

  /** A fingerprint of an org's headers, which are known to be those of it from now on. */
  String fingerprint(String org, SentHeaders headers) {
    String fingerprint = Fingerprint.of(headers.text());
    matches.put(org, new Match(fingerprint, headers));
    return fingerprint;
  }

  private record Match(String fingerprint, SentHeaders headers) {}
}
