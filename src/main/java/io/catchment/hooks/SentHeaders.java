package io.catchment.hooks;

import io.catchment.platform.OrgSettings;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Okta is to send with every call, or else we do not let it in.
 *
 * @param name the name of the header that carries the secret
 * @param secret its value
 * @param others the other headers that are required, and their values; in what Okta is told also
 *     those that an {@linkplain ShownHeaders administrator has added}
 */
record SentHeaders(String name, String secret, SortedMap<String, String> others) {

  SentHeaders {
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /** As they are set now; of several values that are accepted, the first. */
  static SentHeaders of(OrgSettings org) {
    SortedMap<String, String> others = new TreeMap<>();
    org.requiredHeaders().forEach((key, values) -> others.put(key, values.current().get(0)));
    return new SentHeaders(org.header(), org.secrets().current().get(0), others);
  }

  /** What may be kept of them, with a {@link Fingerprint} of all. */
  ToldHeaders told(String fingerprint) {
    return new ToldHeaders(fingerprint, others.keySet());
  }

  /** All of it in one text, of which a {@link Fingerprint} can be made; a secret itself. */
  String text() {
    StringBuilder text = new StringBuilder(name).append(": ").append(secret);
    others.forEach((key, value) -> text.append('\n').append(key).append(": ").append(value));
    return text.toString();
  }

  /** Without any value. */
  @Override
  public String toString() {
    return name + ", " + others.keySet();
  }
}
