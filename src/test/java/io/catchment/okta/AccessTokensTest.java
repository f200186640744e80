package io.catchment.okta;

import static io.catchment.okta.ScriptedOkta.error;
import static io.catchment.okta.ScriptedOkta.hangUp;
import static io.catchment.okta.ScriptedOkta.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import io.catchment.okta.ScriptedOkta.Reply;
import io.catchment.okta.ScriptedOkta.Request;
import io.catchment.platform.ApiCredentials.ServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessTokensTest {

  private static RSAKey rsa;

  private final AtomicReference<String> key = new AtomicReference<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private ScriptedOkta okta;
  private TestOrg org;
  private volatile int lifeSeconds = 3600;
  private volatile String accepted;

  @BeforeAll
  static void makeKey() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("key-1").generate();
  }

  @BeforeEach
  void open() throws IOException {
    okta = new ScriptedOkta().otherwise(this::answer);
    key.set(rsa.toJSONString());
    org = org(Clock.systemUTC());
  }

  private TestOrg org(Clock clock) {
    ServiceApplication application =
        new ServiceApplication("0oa-client", () -> key.get().lines().toList());
    return new TestOrg(new JerseyClientBuilder(), okta.base(), application, clock);
  }

  @AfterEach
  void close() {
    org.close();
    okta.close();
  }

  @Test
  void logs_oneTokenForManyCalls() throws Exception {
    logs(org);
    logs(org);

    assertThat(okta.calls())
        .containsExactly("POST /oauth2/v1/token", "GET /api/v1/logs", "GET /api/v1/logs");
    assertThat(okta.last().header("Authorization")).isEqualTo("Bearer t0ken-1");
    assertThat(tokenRequest().header("Authorization")).isEmpty();
    assertThat(tokenRequest().header("Content-type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(form(tokenRequest()))
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "okta.logs.read okta.eventHooks.manage")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  }

  @Test
  void logs_keyInJwk() throws Exception {
    logs(org);

    SignedJWT assertion = assertion(tokenRequest());
    JWTClaimsSet claims = assertion.getJWTClaimsSet();
    assertThat(assertion.verify(new RSASSAVerifier(rsa.toPublicJWK()))).isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("key-1");
    assertThat(claims.getIssuer()).isEqualTo("0oa-client");
    assertThat(claims.getSubject()).isEqualTo("0oa-client");
    assertThat(claims.getAudience()).containsExactly(okta.base() + "/oauth2/v1/token");
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(claims.getExpirationTime().toInstant())
        .isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(310));
  }

  @Test
  void logs_keyInPem() throws Exception {
    key.set(pem(rsa.toPrivateKey()));

    logs(org);

    SignedJWT assertion = assertion(tokenRequest());
    assertThat(assertion.verify(new RSASSAVerifier(rsa.toPublicJWK()))).isTrue();
    assertThat(assertion.getHeader().getKeyID()).isNull();
  }

  @Test
  void logs_keyOfAnEllipticCurve() throws Exception {
    ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyID("key-2").generate();
    for (String text : List.of(pem(elliptic.toPrivateKey()), elliptic.toJSONString())) {
      key.set(text);
      try (TestOrg other = org(Clock.systemUTC())) {
        logs(other);
      }

      SignedJWT assertion = assertion(tokenRequest());
      assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
      assertThat(assertion.verify(new ECDSAVerifier(elliptic.toPublicJWK()))).isTrue();
    }
  }

  @Test
  void logs_keyThatCannotBeUsed_isNotQuoted() throws Exception {
    JWK octets = JWK.parse("{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldA\"}");
    for (String text :
        List.of(
            "{\"kty\":\"RSA\",\"n\":\"c2VjcmV0LXNlY3JldA\"}",
            rsa.toPublicJWK().toJSONString(),
            octets.toJSONString(),
            "{c2VjcmV0LXNlY3JldA",
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==")) {
      key.set(text);

      OktaRefusedException refusal =
          catchThrowableOfType(OktaRefusedException.class, () -> logs(org));

      assertThat(refusal).hasMessageStartingWith("The private key of org acme cannot be used: it");
      assertThat(refusal).hasNoCause();
      assertThat(refusal.getMessage()).doesNotContain("c2VjcmV0");
    }
    assertThat(okta.requests()).isEmpty();
  }

  @Test
  void logs_keyIsReplaced_afterAMoment() throws Exception {
    lifeSeconds = 0;
    logs(org);
    key.set("-----BEGIN PRIVATE KEY-----\nhalf of");
    logs(org);
    assertThat(assertion(tokenRequest()).verify(new RSASSAVerifier(rsa.toPublicJWK()))).isTrue();

    RSAKey other = new RSAKeyGenerator(2048).generate();
    key.set(other.toJSONString());
    logs(org);

    assertThat(assertion(tokenRequest()).verify(new RSASSAVerifier(other.toPublicJWK()))).isTrue();
  }

  @Test
  void logs_tokenNearsItsEnd_isRenewed() throws Exception {
    lifeSeconds = 1;
    logs(org);

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              logs(org);
              return tokens.get() == 2;
            });

    assertThat(okta.last().header("Authorization")).isEqualTo("Bearer t0ken-2");
  }

  @Test
  void logs_tokenIsNotAccepted_isThrownAwayOnce() throws Exception {
    logs(org);
    accepted = "Bearer t0ken-2";

    logs(org);

    assertThat(tokens).hasValue(2);
    assertThat(okta.last().header("Authorization")).isEqualTo("Bearer t0ken-2");
  }

  @Test
  void logs_noTokenIsAccepted() {
    accepted = "Bearer none";

    assertThatExceptionOfType(OktaRefusedException.class)
        .isThrownBy(() -> logs(org))
        .withMessageContaining("401 E0000011: Invalid token provided");
    assertThat(tokens).hasValue(2);
  }

  @Test
  void logs_applicationIsRefused() {
    okta.then(
        (exchange, request) ->
            json(
                    400,
                    "{\"error\":\"invalid_client\",\"error_description\":\"No such client. "
                        + form(request).get("client_assertion")
                        + "\"}")
                .to(exchange, request));

    OktaRefusedException refusal =
        catchThrowableOfType(OktaRefusedException.class, () -> logs(org));

    assertThat(refusal)
        .hasMessage(
            "Okta issues no access token to the application of org acme,"
                + " 400 invalid_client: No such client. [redacted].");
    assertThat(refusal.code()).isEqualTo("invalid_client");
    assertThat(okta.requests()).hasSize(1);
  }

  /** The JDK's connections keep the words of a 401 to themselves if a request was streamed. */
  @Test
  void logs_applicationIsUnauthorized_saysWhy() {
    Reply refusal = json(401, "{\"error\":\"invalid_client\",\"error_description\":\"No.\"}");
    okta.then(refusal);
    okta.then(refusal);

    assertThatExceptionOfType(OktaRefusedException.class)
        .isThrownBy(() -> logs(org))
        .withMessageContaining("401 invalid_client: No.");
  }

  @Test
  void logs_noTokenInTheAnswer() {
    for (String answer :
        List.of(
            "{}", "[]", "{\"access_token\":\"a b\",\"expires_in\":1}", "{\"access_token\":7}")) {
      okta.then(json(200, answer));

      assertThatExceptionOfType(OktaMalformedException.class)
          .isThrownBy(() -> logs(org))
          .withMessageContaining("access token");
    }
  }

  @Test
  void logs_ourClockIsWrong_assertionIsMadeByOktas() throws Exception {
    for (Duration error : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
      try (TestOrg other = org(Clock.offset(Clock.systemUTC(), error))) {
        assertThat(logs(other)).isNotNull();
      }
    }
  }

  @Test
  void logs_tokenRequestFailsInPassing_isSignedAnew() throws Exception {
    for (Reply failure : List.of(hangUp(), error(503, "E0000009", "Internal Server Error"))) {
      okta.requests().clear();
      okta.then(failure);
      try (TestOrg other = org(Clock.systemUTC())) {
        logs(other);
      }

      assertThat(okta.calls())
          .containsExactly("POST /oauth2/v1/token", "POST /oauth2/v1/token", "GET /api/v1/logs");
      assertThat(jwtId(okta.requests().get(1))).isNotEqualTo(jwtId(okta.requests().get(0)));
    }
  }

  private LogPage logs(TestOrg from) throws OktaException, InterruptedException {
    return from.client().logs(URI.create(okta.base() + "/api/v1/logs"));
  }

  private Request tokenRequest() {
    return okta.requests().stream()
        .filter(r -> r.uri().equals("/oauth2/v1/token"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void answer(HttpExchange exchange, Request request) throws IOException {
    Reply reply;
    if (request.uri().equals("/oauth2/v1/token")) {
      reply = isInTime(request) ? token() : error(400, "invalid_client", "The assertion is old.");
    } else if (accepted != null && !request.header("Authorization").equals(accepted)) {
      reply = error(401, "E0000011", "Invalid token provided");
    } else {
      reply = json(200, "[]");
    }
    reply.to(exchange, request);
  }

  /** As Okta: the assertion ends in the future, and within an hour. */
  private static boolean isInTime(Request request) {
    try {
      Instant end = assertion(request).getJWTClaimsSet().getExpirationTime().toInstant();
      return end.isAfter(Instant.now()) && end.isBefore(Instant.now().plusSeconds(3600));
    } catch (ParseException e) {
      return false;
    }
  }

  private Reply token() {
    return json(
        200,
        "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"t0ken-%d\"}"
            .formatted(lifeSeconds, tokens.incrementAndGet()));
  }

  private static SignedJWT assertion(Request request) throws ParseException {
    return SignedJWT.parse(form(request).get("client_assertion"));
  }

  private static String jwtId(Request request) throws ParseException {
    return assertion(request).getJWTClaimsSet().getJWTID();
  }

  private static Map<String, String> form(Request request) {
    return Arrays.stream(request.body().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String pem(PrivateKey privateKey) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(privateKey.getEncoded())
        + "\n-----END PRIVATE KEY-----";
  }
}
