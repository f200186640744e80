package io.catchment.platform;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a test sets; for everything else it has no wish. */
public final class GivenSettings {

  private final Map<String, OrgSettings> orgs = new HashMap<>();
  private final Map<String, TokenSettings> tokens = new HashMap<>();
  private AddressRanges trustedProxies = AddressRanges.NONE;
  private OktaRangesSettings oktaRanges = OktaRangesSettings.DEFAULT;
  private ReconcileSettings reconcile = ReconcileSettings.DEFAULT;
  private Duration lease = Settings.DEFAULT_LEASE;

  public GivenSettings org(OrgSettings org) {
    orgs.put(org.alias(), org);
    return this;
  }

  public GivenSettings token(TokenSettings token) {
    tokens.put(token.name(), token);
    return this;
  }

  public GivenSettings trustedProxy(String address) {
    trustedProxies = new AddressRanges(List.of(AddressRanges.parse(address).orElseThrow()));
    return this;
  }

  public GivenSettings oktaRanges(OktaRangesSettings source) {
    oktaRanges = source;
    return this;
  }

  public GivenSettings reconcile(ReconcileSettings reading) {
    reconcile = reading;
    return this;
  }

  public GivenSettings lease(Duration time) {
    lease = time;
    return this;
  }

  public Settings settings() {
    return new Settings(
        orgs,
        tokens,
        trustedProxies,
        1024,
        RedeliveryMode.BROKER,
        Duration.ofHours(1),
        reconcile,
        oktaRanges,
        lease,
        Duration.ofDays(400));
  }
}
