package io.catchment.search;

import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import io.catchment.platform.AddressRanges;
import io.catchment.platform.OktaRangesSettings;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.ReconcileScope;
import io.catchment.platform.ReconcileSettings;
import io.catchment.platform.RedeliveryMode;
import io.catchment.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of queries share. */
final class Queries {

  private static final String PROXY = "192.0.2.1";

  private Queries() {}

  /** The org {@code acme}, behind a trusted proxy at 192.0.2.1. */
  static Settings settings() {
    return new Settings(
        Map.of("acme", org("acme"), "other", org("other")),
        Map.of(),
        new AddressRanges(List.of(AddressRanges.parse(PROXY).orElseThrow())),
        1024,
        RedeliveryMode.BROKER,
        Duration.ofHours(1),
        ReconcileSettings.DEFAULT,
        OktaRangesSettings.DEFAULT,
        Settings.DEFAULT_LEASE,
        Duration.ofDays(400));
  }

  private static OrgSettings org(String alias) {
    return new OrgSettings(
        alias,
        Optional.empty(),
        "Authorization",
        () -> List.of("s3cret"),
        Map.of(),
        AddressRanges.NONE,
        false,
        true,
        Optional.empty(),
        ReconcileScope.HOOK);
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
