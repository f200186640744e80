package io.catchment.platform;

import java.net.URI;
import java.util.List;

/**
 * Where the addresses are from that Okta publishes.
 *
 * @param source an address with https, or a file
 * @param cells the cells of Okta whose addresses count; empty for all
 */
public record OktaRangesSettings(URI source, List<String> cells) {

  /** Okta's own file. */
  public static final OktaRangesSettings DEFAULT =
      new OktaRangesSettings(
          URI.create("https://s3.amazonaws.com/okta-ip-ranges/ip_ranges.json"), List.of());

  public OktaRangesSettings {
    cells = List.copyOf(cells);
  }
}
