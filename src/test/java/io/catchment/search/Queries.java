package io.catchment.search;

import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import io.catchment.platform.GivenOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What tests of queries share. */
final class Queries {

  private static final String PROXY = "192.0.2.1";

  private Queries() {}

  /** The org {@code acme}, behind a trusted proxy at 192.0.2.1. */
  static Settings settings() {
    return new GivenSettings()
        .org(new GivenOrg("acme").settings())
        .org(new GivenOrg("other").settings())
        .trustedProxy(PROXY)
        .settings();
  }

  /** Cursors that are signed with a key made from this. */
  static Cursors cursors(String key) {
    byte[] bytes = Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), 32);
    Cursors cursors = new Cursors();
    cursors.key =
        new CursorKey() {
          @Override
          byte[] bytes() {
            return bytes;
          }
        };
    return cursors;
  }

  /**
   * Everything in the order of arrival that meets a filter and holds the words; each may be empty.
   */
  static EventQuery arriving(Optional<String> org, String filter, String words) {
    try {
      return new EventQuery(
          org.map(Sources::ofOrgs).orElse(Sources.ALL),
          Instant.EPOCH,
          Optional.empty(),
          filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
          Keywords.parse(words),
          Order.ARRIVAL);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }
}
