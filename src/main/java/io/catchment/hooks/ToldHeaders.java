package io.catchment.hooks;

import java.util.Set;

/**
 * What is kept of our headers that Okta was told, which is none of their values.
 *
 * @param fingerprint of all of them
 * @param names of those beside the one with the secret
 */
record ToldHeaders(String fingerprint, Set<String> names) {

  ToldHeaders {
    names = Set.copyOf(names);
  }
}
