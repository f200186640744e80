package io.catchment.okta;

import io.catchment.platform.ApiCredentials.ApiToken;

/** An administrator's API token. */
final class TokenAuthorization implements Authorization {

  private final String org;
  private final ApiToken token;

  TokenAuthorization(String org, ApiToken token) {
    this.org = org;
    this.token = token;
  }

  /** An HTTP client would quote a value that cannot be sent in its exception. */
  @Override
  public String value(Patience patience) throws OktaRefusedException {
    String value = token.secrets().current().get(0);
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new OktaRefusedException(
          "The API token of org " + org + " holds a space or a character that no token has.");
    }
    return "SSWS " + value;
  }

  /** One that was replaced in its file meanwhile counts from the next call on. */
  @Override
  public boolean discard(String refused) {
    return false;
  }
}
