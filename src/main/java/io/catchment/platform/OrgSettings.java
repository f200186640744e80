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
 * @param allow the addresses that may send; empty for any, unless {@code allowOkta}
 * @param allowOkta whether the addresses that Okta publishes may send too
 * @param secretOnVerification whether Okta's one-time verification must carry the secret as well
 * @param api the way to its management API; empty if we have no access
 * @param reconcileScope which events of its System Log are fetched, if we have access
 */
public record OrgSettings(
    String alias,
    Optional<String> domain,
    String header,
    Secrets secrets,
    Map<String, Secrets> requiredHeaders,
    AddressRanges allow,
    boolean allowOkta,
    boolean secretOnVerification,
    Optional<ApiSettings> api,
    ReconcileScope reconcileScope) {

  public OrgSettings {
    requiredHeaders = Map.copyOf(requiredHeaders);
  }
}
