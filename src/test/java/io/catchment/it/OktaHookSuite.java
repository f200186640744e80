package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.Hook;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.Sending;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for the hook of an Okta org. */
abstract class OktaHookSuite extends OktaSuite {

  OktaHookSuite(OktaOrgs orgs) {
    super(orgs);
  }

  @Test
  void register_hook_isVerifiedAndDelivers() {
    JsonObject hook = register();

    assertThat(hook.getString("status")).isEqualTo("ACTIVE");
    assertThat(hook.getString("verificationStatus")).isEqualTo("VERIFIED");
    assertThat(hook.getJsonArray("drift")).isEmpty();
    assertThat(hook.toString()).doesNotContain(Okta.SECRET);
    List<String> uuids = publish(5);
    awaitOnce(uuids);

    register();
    assertThat(ours()).hasSize(1);
    assertThat(shown().getBoolean("delivers")).isTrue();
  }

  @Test
  void register_otherTypes_changesTheHook() {
    register();
    String id = ours().get(0).id();
    List<String> fewer = PretendEvents.hookEventTypes().subList(0, 2);

    register(fewer);

    assertThat(ours()).extracting(Hook::id).containsExactly(id);
    assertThat(ours().get(0).eventTypes()).containsExactlyElementsOf(fewer);
    assertThat(shown().getJsonArray("drift")).isEmpty();
    register();
    assertThat(shown().getJsonArray("drift")).isEmpty();
    awaitOnce(publish(5));
  }

  @Test
  void register_hookThatSomebodyChanges_isReportedAndChangedBack() {
    register();
    Hook before = ours().get(0);
    double found = foundNotDelivering();

    administrate(
        "PUT",
        "/" + before.id(),
        hook("Changed by hand", URI.create("http://127.0.0.1:9/hooks/" + ORG)));

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              Hook now = pretend.hooks().find(before.id()).orElseThrow();
              assertThat(now.name()).isEqualTo(before.name());
              assertThat(now.channel()).isEqualTo(before.channel());
              assertThat(now.eventTypes()).isEqualTo(before.eventTypes());
              assertThat(now.isVerified()).isTrue();
            });
    assertThat(foundNotDelivering()).isGreaterThan(found);
    await().atMost(ServerSuite.SOON).until(() -> shown().getJsonArray("drift").isEmpty());
    awaitOnce(publish(2));
  }

  @Test
  void register_hookThatOktaNoLongerVerifies_isReportedAndVerifiedAgain() {
    register();
    String id = ours().get(0).id();
    double found = foundNotDelivering();

    pretend.hooks().unverify(id);

    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.hooks().find(id).orElseThrow().isVerified());
    assertThat(foundNotDelivering()).isGreaterThan(found);
    await().atMost(ServerSuite.SOON).until(() -> shown().getBoolean("delivers"));
    assertThat(Metrics.scrape(suite.okta).value("catchment_hook_delivers{org=\"synced\"}"))
        .isEqualTo(1);
    awaitOnce(publish(2));
  }

  @Test
  void rotate_secret_tellsOktaAndStaysVerified() throws IOException {
    register();
    String next = "rotated-" + Samples.uuid();
    Path file = OktaOrgs.secrets(suite.folder);
    String before = Files.readString(file);

    Files.writeString(file, next + "\n" + before);

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              Hook hook = ours().get(0);
              assertThat(hook.channel().secret()).hasValue(next);
              assertThat(hook.isVerified()).isTrue();
            });
    String old = before.lines().findFirst().orElseThrow();
    assertThat(deliverWith(old)).isEqualTo(204);
    assertThat(deliverWith(next)).isEqualTo(204);
    Files.writeString(file, next + "\n");
    assertThat(deliverWith(old)).isEqualTo(401);
    awaitOnce(publish(2));
  }

  @Test
  void register_besideAForeignHookWithTheSamePath_leavesThatAlone() {
    URI address = suite.server.uri("/catchment/hooks/" + ORG);
    String id = administrate("POST", "", hook("Somebody else's", address)).getString("id");
    Hook foreign = pretend.hooks().find(id).orElseThrow();

    JsonObject hook = register();
    HttpResponse<String> answer = operator("DELETE", path("hook"), "");

    assertThat(hook.getString("id")).isNotEqualTo(id);
    assertThat(hook.getJsonArray("warnings").toString()).contains(id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(pretend.hooks().all()).containsExactly(foreign);
    administrate("POST", "/" + id + "/lifecycle/deactivate", "");
    administrate("DELETE", "/" + id, "");
  }

  @Test
  void remove_hook_isGoneInOktaAndStaysSo() {
    register();

    HttpResponse<String> answer = operator("DELETE", path("hook"), "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(ours()).isEmpty();
    assertThat(operator("DELETE", path("hook"), "").statusCode()).isEqualTo(204);
    int requests = pretend.rateLimit(Bucket.HOOKS).requests();
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.rateLimit(Bucket.HOOKS).requests() > requests + 1);
    assertThat(ours()).isEmpty();
    ServerSuite.assertProblem(viewer(path("hook")), 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no JSON|must be a JSON object",
        "{}|\"uri\" must be the address",
        "{\"uri\":\"https://x.example/hooks/acme\",\"events\":[\"user.session.start\"]}|must end with /hooks/synced",
      })
  void register_badRequest_saysWhatIsWrong(String body, String problem) {
    HttpResponse<String> answer = operator("PUT", path("hook"), body);

    ServerSuite.assertProblem(answer, 400);
    assertThat(answer.body())
        .contains(Json.createValue(problem).toString().replaceAll("^.|.$", ""));
  }

  @Test
  void register_whoMayNot_isRefused() {
    ServerSuite.assertProblem(suite.okta.get("/catchment/api/orgs/" + ORG + "/hook"), 401);
    ServerSuite.assertProblem(call("PUT", path("hook"), wish(), "watch-token"), 403);
  }

  @Test
  void register_strangerWithALargeBody_isRefusedAsEverybodyIs() {
    String body = " ".repeat(200_000) + wish();

    ServerSuite.assertProblem(call("PUT", path("hook"), body, "no-token"), 401);
    assertThat(ours()).noneMatch(hook -> hook.eventTypes().equals(List.of("user.session.start")));
    assertThat(operator("PUT", path("hook"), body).statusCode()).isEqualTo(200);
  }

  @Test
  void register_orgWithoutAccess_saysWhatToSet() {
    HttpResponse<String> answer = operator("PUT", "/catchment/api/orgs/acme/hook", wish("acme"));

    ServerSuite.assertProblem(answer, 409);
    assertThat(answer.body()).contains("catchment.org.acme.api-token-file");
    ServerSuite.assertProblem(operator("PUT", "/catchment/api/orgs/nobody/hook", wish()), 404);
  }

  /** As often as the watch may take one of them away. */
  @Test
  void register_whenOktaRefuses_passesItsWordsOnAndKeepsTheWishOfBefore() {
    register();
    pretend.faults().answerNext(50, Bucket.HOOKS, 401);

    HttpResponse<String> answer = operator("PUT", path("hook"), wish());

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body())
        .contains("E0000011", "is not kept")
        .doesNotContain(OktaOrgs.TOKEN, Okta.SECRET);
    assertThat(shown().getString("problem")).contains("E0000011");
    pretend.faults().clear();
    assertThat(register().containsKey("problem")).isFalse();
  }

  @Test
  void register_typeThatOktaDoesNotTake_leavesTheGoodHook() {
    register();
    Hook before = ours().get(0);

    HttpResponse<String> answer =
        operator("PUT", path("hook"), wish(ORG, List.of("user.sesion.start")));

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body())
        .contains("E0000001", "is not kept", "Did you mean user.session.start?")
        .doesNotContain("..");
    assertThat(ours()).containsExactly(before);
    assertThat(shown().getJsonObject("wanted").toString()).doesNotContain("user.sesion.start");
    assertThat(shown().getJsonArray("drift")).isEmpty();
    pretend.hooks().unverify(before.id());
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.hooks().find(before.id()).orElseThrow().isVerified());
  }

  @Test
  void register_misspeltTypeWhileOktaIsAway_isGivenUpWhenOktaIsBack() {
    register();
    Hook before = ours().get(0);
    JsonObject wanted = shown().getJsonObject("wanted");
    String rejections = "catchment_hook_wishes_rejected_total{org=\"" + ORG + "\"}";
    double counted = Metrics.scrape(suite.okta).value(rejections);
    pretend.faults().answerNext(100, Bucket.HOOKS, 503);

    HttpResponse<String> answer =
        await()
            .atMost(ServerSuite.SOON)
            .until(
                () -> operator("PUT", path("hook"), wish(ORG, List.of("user.sesion.start"))),
                tried -> tried.statusCode() != 503);
    pretend.faults().clear();

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body()).contains("is kept");
    await().atMost(ServerSuite.SOON).until(() -> shown().containsKey("rejected"));
    assertThat(shown().getString("rejected"))
        .contains("E0000001", "user.sesion.start")
        .doesNotContain(OktaOrgs.TOKEN, Okta.SECRET);
    assertThat(shown().getJsonObject("wanted")).isEqualTo(wanted);
    await().atMost(ServerSuite.SOON).until(() -> !shown().containsKey("problem"));
    assertThat(ours()).extracting(Hook::id).containsExactly(before.id());
    assertThat(ours().get(0).eventTypes()).isEqualTo(before.eventTypes());
    assertThat(ours().get(0).isVerified()).isTrue();
    assertThat(Metrics.scrape(suite.okta).value(rejections)).isEqualTo(counted + 1);
    assertThat(register().containsKey("rejected")).isFalse();
  }

  @Test
  void register_asServiceApplication_recoversWhatTheHookLoses() {
    JsonObject hook = register(SIGNED, PretendEvents.hookEventTypes());
    assertThat(hook.getString("verificationStatus")).isEqualTo("VERIFIED");
    assertThat(signed.hooks().all()).hasSize(1);
    signed.sender().send(Sending.FAITHFUL.losing(1));
    long before = recovered(SIGNED);

    signed.tokens().revokeAccessTokens();
    List<String> uuids = publish(signed, 5);

    awaitOnce(uuids);
    assertThat(signed.tokens().accessTokens()).isPositive();
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(recovered(SIGNED)).isEqualTo(before + uuids.size()));
    assertThat(count("org = '" + SIGNED + "' and hook_at is null", uuids)).isEqualTo(uuids.size());
  }

  // --- Steps ---

  private JsonObject shown() {
    return json(viewer(path("hook")));
  }

  private double foundNotDelivering() {
    return Metrics.scrape(suite.okta)
        .value("catchment_hook_not_delivering_total{org=\"" + ORG + "\"}");
  }

  /** A hook as an administrator would make it. */
  private static String hook(String name, URI address) {
    return """
        {"name":"%s","events":{"type":"EVENT_TYPE","items":["user.session.start"]},
         "channel":{"type":"HTTP","version":"1.0.0","config":{"uri":"%s","headers":[],
          "method":"POST","authScheme":{"type":"HEADER","key":"X-Key","value":"by-hand"}}}}"""
        .formatted(name, address);
  }

  /** What an administrator does in Okta; the answer, empty if that is. */
  private JsonObject administrate(String method, String path, String body) {
    HttpResponse<String> answer =
        suite.okta.send(
            HttpRequest.newBuilder(pretend.uri().resolve("/api/v1/eventHooks" + path))
                .header("Authorization", "SSWS " + OktaOrgs.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
    return answer.body().isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : json(answer);
  }

  private int deliverWith(String secret) {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    return suite
        .okta
        .send(
            suite
                .okta
                .hook(ORG)
                .header("Authorization", secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private List<Hook> ours() {
    return pretend.hooks().all().stream()
        .filter(hook -> hook.name().equals("Catchment " + ORG))
        .toList();
  }

  private String wish() {
    return wish(ORG);
  }

  private String wish(String org) {
    return wish(org, List.of("user.session.start"));
  }
}
