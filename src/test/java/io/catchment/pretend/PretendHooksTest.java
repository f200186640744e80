package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretendHooksTest {

  private static final String HOOKS = "/api/v1/eventHooks";
  private static final String SECRET = "a-secret-of-the-hook";

  private final SetClock clock = new SetClock();
  private final PretendOkta okta = new PretendOkta(clock).start();
  private final OktaClient client = new OktaClient(okta);
  private final Receiver receiver;

  PretendHooksTest() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    okta.close();
    receiver.close();
  }

  @Test
  void create_isActiveAndUnverified_andKeepsTheSecretToItself() {
    HttpResponse<String> created = client.send("POST", HOOKS, hook(SECRET));
    JsonObject hook = OktaClient.object(created);

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(state(created)).isEqualTo("ACTIVE UNVERIFIED");
    assertThat(hook.getString("id")).matches("who\\w{17}");
    assertThat(hook.getJsonObject("_links").keySet()).containsOnly("self", "verify", "deactivate");
    assertThat(created.body()).contains("\"key\":\"Authorization\"").doesNotContain(SECRET);
    assertThat(client.get(path(hook)).body()).isEqualTo(created.body());
    assertThat(OktaClient.array(client.get(HOOKS))).containsExactly(hook);
    assertThat(okta.hooks().all().toString()).doesNotContain(SECRET);
  }

  @Test
  void changes_ofTheState_areAnsweredWithIt() {
    String path = create();

    assertThat(state(client.send("POST", path + "/lifecycle/verify", "")))
        .isEqualTo("ACTIVE VERIFIED");
    assertThat(state(client.send("PUT", path, hook("another")))).isEqualTo("ACTIVE UNVERIFIED");
    assertThat(state(client.send("POST", path + "/lifecycle/deactivate", "")))
        .isEqualTo("INACTIVE UNVERIFIED");
    assertThat(state(client.send("POST", path + "/lifecycle/activate", "")))
        .isEqualTo("ACTIVE UNVERIFIED");
  }

  @Test
  void verify_ofAnInactiveHook_isRefused() {
    String path = create();
    client.send("POST", path + "/lifecycle/deactivate", "");

    assertThat(client.send("POST", path + "/lifecycle/verify", "").statusCode()).isEqualTo(400);
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void delete_isPossibleOnlyOfAnInactiveHook() {
    String path = create();

    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(400);
    client.send("POST", path + "/lifecycle/deactivate", "");
    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(client.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void everyChange_isRecordedInTheLog() {
    String path = create();
    client.send("POST", path + "/lifecycle/verify", "");
    client.send("PUT", path, hook("another"));
    client.send("POST", path + "/lifecycle/deactivate", "");
    client.send("POST", path + "/lifecycle/activate", "");
    client.send("POST", path + "/lifecycle/deactivate", "");
    client.send("DELETE", path, "");

    assertThat(okta.log().events().stream().map(PretendEvent::eventType))
        .containsExactly(
            "event_hook.created",
            "event_hook.verified",
            "event_hook.updated",
            "event_hook.deactivated",
            "event_hook.activated",
            "event_hook.deactivated",
            "event_hook.deleted");
  }

  @Test
  void update_thatLeavesTheChannelAsItIs_leavesItVerified() {
    String path = create();
    client.send("POST", path + "/lifecycle/verify", "");

    String renamed = hook(SECRET).replace("\"Invented\"", "\"Renamed\"");
    assertThat(state(client.send("PUT", path, renamed))).isEqualTo("ACTIVE VERIFIED");
    String silent = renamed.replace(",\"value\":\"" + SECRET + "\"", "");
    assertThat(state(client.send("PUT", path, silent))).isEqualTo("ACTIVE VERIFIED");
  }

  @Test
  void verify_callsTheHookWithChallengeAndSecret() {
    String path = create();

    client.send("POST", path + "/lifecycle/verify", "");

    assertThat(receiver.calls()).hasSize(1);
    Receiver.Call call = receiver.calls().get(0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.headers().getFirst("X-Okta-Verification-Challenge")).isNotBlank();
    assertThat(call.headers().getFirst("Authorization")).isEqualTo(SECRET);
    assertThat(call.headers().getFirst("X-Invented")).isEqualTo("yes");
  }

  @Test
  void verify_afterOneBadAnswer_triesOnceMore() {
    String path = create();
    receiver.answerNext(503);

    assertThat(state(client.send("POST", path + "/lifecycle/verify", "")))
        .isEqualTo("ACTIVE VERIFIED");
    assertThat(receiver.calls()).hasSize(2);
  }

  @Test
  void verify_thatFails_isRefusedAndChangesNothing() {
    String path = create();
    receiver.answerNext(401, 401);

    HttpResponse<String> refused = client.send("POST", path + "/lifecycle/verify", "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("E0000001", "401");

    receiver.verifyWith("something else");
    assertThat(client.send("POST", path + "/lifecycle/verify", "").statusCode()).isEqualTo(400);
    assertThat(state(client.get(path))).isEqualTo("ACTIVE UNVERIFIED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\"Invented\" | \"name\":\"\" | name",
        "[\"user.session.start\"] | [] | events.items",
        "user.session.start | policy.evaluate_sign_on | policy.evaluate_sign_on",
        "user.session.start | user.session.strat | user.session.strat",
        "http://127.0.0.1 | http://okta.example | HTTPS",
        "http://127.0.0.1 | ftp://127.0.0.1 | HTTPS",
        "\"HEADER\" | \"OAUTH2\" | authScheme.type",
        "X-Invented | Content-Length | headers"
      })
  void create_ofSomethingWrong_isRefusedWithTheCause(String right, String wrong, String named) {
    HttpResponse<String> refused = client.send("POST", HOOKS, hook(SECRET).replace(right, wrong));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000001");
    assertThat(OktaClient.object(refused).getJsonArray("errorCauses").toString()).contains(named);
    assertThat(okta.hooks().all()).isEmpty();
  }

  @Test
  void create_ofTheTwentySixthActiveOne_isRefused() {
    for (int i = 0; i < 25; i++) {
      create();
    }

    assertThat(client.send("POST", HOOKS, hook(SECRET)).statusCode()).isEqualTo(400);
  }

  @Test
  void anyRequest_forAnUnknownHook_isNotFound() {
    HttpResponse<String> missing = client.send("PUT", HOOKS + "/whoNobody", hook(SECRET));

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(OktaClient.errorCode(missing)).isEqualTo("E0000007");
    assertThat(client.send("POST", HOOKS + "/whoNobody/lifecycle/verify", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void create_ofWhatIsNoJson_isRefused() {
    assertThat(client.send("POST", HOOKS, "{").statusCode()).isEqualTo(400);
    assertThat(client.send("POST", HOOKS, "[]").statusCode()).isEqualTo(400);
  }

  private String create() {
    return path(OktaClient.object(client.send("POST", HOOKS, hook(SECRET))));
  }

  private String hook(String secret) {
    return HookText.of(receiver.uri(), secret, "user.session.start");
  }

  private static String path(JsonObject hook) {
    return HOOKS + "/" + hook.getString("id");
  }

  private static String state(HttpResponse<String> answer) {
    JsonObject hook = OktaClient.object(answer);
    return hook.getString("status") + " " + hook.getString("verificationStatus");
  }
}
