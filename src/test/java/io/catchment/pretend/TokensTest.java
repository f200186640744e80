package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final String CLIENT = "0oaCatchment";
  private static final String READ_LOGS = "okta.logs.read";
  private static final KeyPair KEY = newKey();

  private final SetClock clock = new SetClock();
  private final PretendOkta okta = new PretendOkta(clock).start();
  private final OktaClient client = new OktaClient(okta);

  @BeforeEach
  void register() {
    okta.tokens().register(CLIENT, KEY.getPublic());
  }

  @AfterEach
  void close() {
    okta.close();
  }

  @Test
  void token_forASoundAssertion_permitsItsScope() {
    HttpResponse<String> answer = ask(READ_LOGS, claims -> {});
    authorize(answer);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(OktaClient.object(answer).getInt("expires_in")).isEqualTo(3600);
    assertThat(OktaClient.object(answer).getString("token_type")).isEqualTo("Bearer");
    assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(200);
    HttpResponse<String> hooks = client.get("/api/v1/eventHooks");
    assertThat(hooks.statusCode()).isEqualTo(403);
    assertThat(OktaClient.errorCode(hooks)).isEqualTo("E0000006");
  }

  @Test
  void token_forManagingHooks_permitsReadingThem() {
    authorize(ask("okta.eventHooks.manage", claims -> {}));

    assertThat(client.get("/api/v1/eventHooks").statusCode()).isEqualTo(200);
    assertThat(client.send("POST", "/api/v1/eventHooks", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void token_forReadingHooks_permitsNoChange() {
    authorize(ask("okta.eventHooks.read okta.logs.read", claims -> {}));

    assertThat(client.get("/api/v1/eventHooks").statusCode()).isEqualTo(200);
    assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(200);
    assertThat(client.send("POST", "/api/v1/eventHooks", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void token_afterItsLifetime_isRefused() {
    okta.tokens().setLifetime(Duration.ofMinutes(5));
    authorize(ask(READ_LOGS, claims -> {}));
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(1));

    assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(401);
    assertThat(okta.tokens().accessTokens()).isZero();
  }

  @Test
  void token_thatIsRevoked_isRefused() {
    authorize(ask(READ_LOGS, claims -> {}));
    okta.tokens().revokeAccessTokens();

    assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(401);
  }

  @Test
  void assertion_thatIsWrong_isRefused() {
    long now = clock.instant().getEpochSecond();

    assertRefused(ask(READ_LOGS, claims -> claims.add("iss", "0oaSomebody")));
    assertRefused(ask(READ_LOGS, claims -> claims.add("sub", "0oaSomebody")));
    assertRefused(ask(READ_LOGS, claims -> claims.add("aud", "https://elsewhere.example")));
    assertRefused(ask(READ_LOGS, claims -> claims.add("exp", now)));
    assertRefused(ask(READ_LOGS, claims -> claims.add("exp", now + 3601)));
    assertRefused(ask(READ_LOGS, claims -> claims.remove("exp")));
    assertRefused(ask(READ_LOGS, "not.a.jwt"));
    okta.tokens().register(CLIENT, newKey().getPublic());
    assertRefused(ask(READ_LOGS, claims -> {}));
  }

  @Test
  void assertion_withAListOfAudiences_isTaken() {
    String address = okta.uri() + "/oauth2/v1/token";
    Consumer<JsonObjectBuilder> list =
        claims -> claims.add("aud", Json.createArrayBuilder().add("x").add(address));

    assertThat(ask(READ_LOGS, list).statusCode()).isEqualTo(200);
  }

  @Test
  void assertion_whoseIdComesTwice_isRefused() {
    Consumer<JsonObjectBuilder> withId = claims -> claims.add("jti", "only-once");

    assertThat(ask(READ_LOGS, withId).statusCode()).isEqualTo(200);
    assertRefused(ask(READ_LOGS, withId));
  }

  @Test
  void scope_thatIsUnknown_isRefused() {
    HttpResponse<String> refused = ask("okta.users.read", claims -> {});

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(OktaClient.object(refused).getString("error")).isEqualTo("invalid_scope");
  }

  @Test
  void apiToken_thatIsRevoked_isRefused() {
    okta.tokens().revoke(OktaClient.API_TOKEN);

    assertThat(client.get("/api/v1/eventHooks").statusCode()).isEqualTo(401);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(OktaClient.object(answer).getString("error")).isEqualTo("invalid_client");
  }

  private void authorize(HttpResponse<String> answer) {
    client.authorize("Bearer " + OktaClient.object(answer).getString("access_token"));
  }

  private HttpResponse<String> ask(String scope, Consumer<JsonObjectBuilder> change) {
    JsonObjectBuilder claims =
        Json.createObjectBuilder()
            .add("iss", CLIENT)
            .add("sub", CLIENT)
            .add("aud", okta.uri() + "/oauth2/v1/token")
            .add("exp", clock.instant().getEpochSecond() + 300);
    change.accept(claims);
    String signed = encode("{\"alg\":\"RS256\"}") + "." + encode(claims.build().toString());
    return ask(scope, signed + "." + signature(signed));
  }

  private HttpResponse<String> ask(String scope, String assertion) {
    String form =
        "grant_type=client_credentials&scope="
            + OktaClient.encode(scope)
            + "&client_assertion_type="
            + OktaClient.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + assertion;
    return client.send(
        HttpRequest.newBuilder(okta.uri().resolve("/oauth2/v1/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEY.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
