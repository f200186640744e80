package io.catchment.pretend;

import jakarta.json.Json;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Issues access tokens: client credentials with {@code private_key_jwt}. */
final class TokenEndpoint implements Endpoint {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Tokens tokens;
  private final Clock clock;

  TokenEndpoint(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    if (!request.method().equals("POST")) {
      throw OktaException.wrongMethod();
    }
    try {
      Map<String, String> form = Request.parameters(request.body());
      requireKnownGrant(form);
      authenticate(form, request.base() + Bucket.TOKEN.path());
      return issue(form.getOrDefault("scope", ""));
    } catch (OauthException e) {
      return e.answer();
    }
  }

  private static void requireKnownGrant(Map<String, String> form) {
    if (!"client_credentials".equals(form.get("grant_type"))) {
      throw OauthException.badRequest(
          "unsupported_grant_type", "The grant_type must be client_credentials.");
    }
    if (!JWT_BEARER.equals(form.get("client_assertion_type"))) {
      throw OauthException.badClient("The client_assertion_type must be " + JWT_BEARER + ".");
    }
  }

  private void authenticate(Map<String, String> form, String address) {
    ClientAssertion assertion = ClientAssertion.parse(form.getOrDefault("client_assertion", ""));
    PublicKey key =
        tokens
            .findKey(assertion.clientId())
            .orElseThrow(() -> OauthException.badClient("The client is not known."));
    assertion.check(key, address, clock.instant());
    if (!assertion.id().map(tokens::isFirstUse).orElse(true)) {
      throw OauthException.badClient("The client_assertion was used before: its jti is not new.");
    }
  }

  private Answer issue(String scope) {
    Set<Scope> scopes =
        Stream.of(scope.strip().split("\\s+"))
            .map(TokenEndpoint::scope)
            .collect(Collectors.toSet());
    return Answer.json(
        200,
        Json.createObjectBuilder()
            .add("token_type", "Bearer")
            .add("expires_in", tokens.lifetime().toSeconds())
            .add("access_token", tokens.issue(scopes))
            .add("scope", scope)
            .build());
  }

  private static Scope scope(String text) {
    return Scope.find(text)
        .orElseThrow(
            () ->
                OauthException.badRequest(
                    "invalid_scope", "One or more scopes are not granted to the client."));
  }
}
