package io.catchment.platform;

import java.util.Map;
import java.util.Optional;

/**
 * One Okta org that may send to us.
 *
 * @param alias its name in our URLs, metrics and messages
 * @param domain its host name in Okta, such as {@code acme.okta.com}; empty if not set
 * @param header the name of the request header that carries the secret
 * @param secrets the values of that header that are accepted
 * @param requiredHeaders further headers that must be there with exactly these values
 * @param allow the addresses that may send; empty for any
 * @param secretOnVerification whether Okta's one-time verification must carry the secret as well
 */
public record OrgSettings(
    String alias,
    Optional<String> domain,
    String header,
    Secrets secrets,
    Map<String, Secrets> requiredHeaders,
    AddressRanges allow,
    boolean secretOnVerification) {

  public OrgSettings {
    requiredHeaders = Map.copyOf(requiredHeaders);
  }
}
