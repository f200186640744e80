package io.catchment.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that an operator can set, read once at deployment. Only secrets in files change afterwards.
 *
 * @param orgs the orgs by alias; empty if none is configured yet
 * @param tokens the machine clients by name
 * @param trustedProxies the addresses whose forwarding headers are believed
 * @param maxBodySize the largest delivery that is taken, in bytes
 * @param redelivery who delays a delivery that could not be stored
 * @param giveUpAfter how old a delivery may get that a fault of ours keeps from being stored
 * @param reconcile how the System Log is read
 * @param oktaRanges where the addresses are from that Okta publishes
 * @param lease how long a node that died keeps what is done by one node at a time
 * @param auditKeep how long it is kept who did what
 */
public record Settings(
    Map<String, OrgSettings> orgs,
    Map<String, TokenSettings> tokens,
    AddressRanges trustedProxies,
    int maxBodySize,
    RedeliveryMode redelivery,
    Duration giveUpAfter,
    ReconcileSettings reconcile,
    OktaRangesSettings oktaRanges,
    Duration lease,
    Duration auditKeep) {

  /** What holds if nothing is set. */
  public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

  public Settings {
    orgs = Map.copyOf(orgs);
    tokens = Map.copyOf(tokens);
  }

  /** The org with this alias, if it is configured. */
  public Optional<OrgSettings> findOrg(String alias) {
    return Optional.ofNullable(orgs.get(alias));
  }
}
