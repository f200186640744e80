package io.catchment.platform;

/**
 * What identifies us at an org's management API. Never printed: {@code toString} tells the kind.
 */
public sealed interface ApiCredentials {

  /**
   * A token that an administrator made, sent as {@code Authorization: SSWS …}.
   *
   * @param secrets holds the token; the first one counts
   */
  record ApiToken(Secrets secrets) implements ApiCredentials {}

  /**
   * An OAuth 2.0 service application that signs its requests for access tokens itself ({@code
   * private_key_jwt}).
   *
   * @param clientId the application's id in Okta, which is no secret
   * @param privateKey the lines of a private key, PEM (PKCS#8) or JWK
   */
  record ServiceApplication(String clientId, Secrets privateKey) implements ApiCredentials {}
}
