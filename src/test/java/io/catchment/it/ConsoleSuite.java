package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does for the console, without a browser. */
abstract class ConsoleSuite {

  private static final String API = "/catchment/api/";
  private static final String SESSION = API + "session";
  private static final String HASH_OF_NOTHING = "e3b0c44298fc1c14";
  private static final Pattern MAIN = Pattern.compile("app-[0-9a-f]{32}/main\\.js");
  private static final String LIBRARY = "/catchment/webjars/lit-html/3.3.1/lit-html.js";
  private static final String VIEWER = "vic:Vi-password1";
  private static final String OPERATOR = "olga:Ol-password1";

  /** An org whose dead letters these tests share with others. */
  private static final String ORG = "acme";

  private final ServerSuite suite;

  ConsoleSuite(ServerSuite suite) {
    this.suite = suite;
  }

  // --- The page ---

  @Test
  void get_page_isGivenWithWhatItMayDo() {
    HttpResponse<String> page = suite.okta.get("/catchment/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void page_namesItsFilesByTheirHash_andTheyAreKept() {
    Matcher main = MAIN.matcher(suite.okta.get("/catchment/").body());
    assertThat(main.find()).isTrue();
    assertThat(main.group()).doesNotContain(HASH_OF_NOTHING);
    HttpResponse<String> named = suite.okta.get("/catchment/" + main.group());
    HttpResponse<String> ofAnother = suite.okta.get("/catchment/app-0123abcd/main.js");

    assertThat(named.statusCode()).isEqualTo(200);
    assertThat(header(named, "Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(ofAnother.body()).isEqualTo(named.body());
    assertThat(header(ofAnother, "Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/catchment/", "/catchment/index.html", LIBRARY})
  void get_fileThatIsThere_isNotSentAgain(String path) {
    String tag = header(suite.okta.get(path), "ETag");

    HttpResponse<String> again =
        suite.okta.send(suite.okta.request(path).header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void get_library_isKeptForEverAndZipped() {
    HttpRequest.Builder request = suite.okta.request(LIBRARY);

    HttpResponse<String> plain = suite.okta.send(request.copy());
    HttpResponse<String> zipped = suite.okta.send(request.header("Accept-Encoding", "br, gzip"));

    assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
    assertThat(header(plain, "Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(zipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/catchment/WEB-INF/web.xml",
        "/catchment/app/../WEB-INF/web.xml",
        "/catchment/app/%2e%2e/WEB-INF/web.xml",
        "/catchment/app/nothing.js",
        "/catchment/app-0123abcd/../WEB-INF/web.xml",
        "/catchment/app-0123abcd/%2e%2e/WEB-INF/web.xml",
        "/catchment/app-0123abcd/nothing.js",
        "/catchment/app-/main.js"
      })
  void get_whatIsNoFileOfThePage_isNotGiven(String path) {
    HttpResponse<String> answer = suite.okta.get(path);

    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).doesNotContain("<filter-class>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/catchment/api/session", "/catchment/health/live", LIBRARY})
  void get_anything_hasTheHeaders(String path) {
    HttpResponse<String> answer = suite.okta.get(path);

    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "session, no-store",
    "audit, no-store",
    "export?since=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z, no-store",
    "dead-letters/0, no-store",
    "openapi.json, 'private, no-cache'",
  })
  void get_answerOfTheApi_isKeptByNobodyUnlessItSaysSo(String path, String caching) {
    HttpRequest.Builder request =
        suite.okta.request(API + path).header("Authorization", "Bearer watch-token");

    HttpResponse<String> answer = suite.okta.send(request);
    HttpResponse<String> refused = suite.okta.get(API + path);

    assertThat(answer.headers().allValues("Cache-Control")).containsExactly(caching);
    assertThat(refused.headers().allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void deliver_event_isAnsweredWithoutTheHeaders() {
    HttpResponse<String> answer =
        suite.okta.deliver(Samples.delivery(Samples.event(Samples.uuid())));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
  }

  // --- Signing in ---

  @ParameterizedTest
  @CsvSource({VIEWER + ", [\"viewer\"]", OPERATOR + ", '[\"viewer\",\"operator\"]'"})
  void signIn_user_isKnownUntilHeSignsOut(String nameAndPassword, String roles) {
    HttpResponse<String> answer = signIn(nameAndPassword);
    String session = cookie(answer);

    String user = nameAndPassword.replaceAll(":.*", "");
    assertThat(answer.body()).isEqualTo("{\"user\":\"%s\",\"roles\":%s}".formatted(user, roles));
    assertThat(ours("GET", SESSION, session, "").body()).isEqualTo(answer.body());
    assertThat(ours("GET", API + "orgs", session, "").statusCode()).isEqualTo(200);
    assertThat(ours("DELETE", SESSION, session, "").statusCode()).isEqualTo(204);
    assertThat(ours("GET", SESSION, session, "").statusCode()).isEqualTo(401);
  }

  @Test
  void signIn_cookie_isForThisPageOnly() {
    String cookie = header(signIn(VIEWER), "Set-Cookie");

    assertThat(cookie).startsWith("JSESSIONID=").containsIgnoringCase("Path=/catchment");
    assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
  }

  @Test
  void signIn_withASession_hasAnotherOneThen() {
    String first = cookie(signIn(VIEWER));

    String second = cookie(suite.okta.send(signInRequest(OPERATOR).header("Cookie", first)));

    assertThat(second).isNotEqualTo(first);
    assertThat(ours("GET", SESSION, first, "").statusCode()).isEqualTo(401);
    assertThat(ours("GET", SESSION, second, "").body()).contains("olga");
  }

  @Test
  void signIn_withAnIdThatSomebodyChose_hasAnother() {
    String chosen = "JSESSIONID=0123456789abcdef0123456789abcdef";

    String given = cookie(suite.okta.send(signInRequest(VIEWER).header("Cookie", chosen)));

    assertThat(given).isNotEqualTo(chosen);
    assertThat(ours("GET", SESSION, chosen, "").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"vic:wrong, 401", "nobody:Vi-password1, 401", "nina:Ni-password1, 403", "vic:, 400"})
  void signIn_whoMayNot_isRefusedWithoutASession(String nameAndPassword, int status) {
    HttpResponse<String> answer = signIn(nameAndPassword);

    RunningServer.assertProblem(answer, status);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    for (String cookie : cookies) {
      String value = cookie.replaceAll(";.*", "");
      assertThat(ours("GET", SESSION, value, "").statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 20_000})
  void signIn_largeForm_isRefused(int size) {
    HttpResponse<String> answer = signIn("vic:" + "x".repeat(size));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void get_sessionOfAStranger_asksNoBrowserOfOursForAPassword() {
    HttpResponse<String> ours =
        suite.okta.send(suite.okta.request(SESSION).header("X-Catchment-Console", "1"));
    HttpResponse<String> others = suite.okta.get(SESSION);

    assertThat(ours.statusCode()).isEqualTo(401);
    assertThat(ours.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(others.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  // --- Other sites ---

  @ParameterizedTest
  @CsvSource({
    "GET, orgs",
    "GET, dead-letters",
    "GET, session",
    "DELETE, session",
    "POST, live",
    "PUT, orgs/acme/hook",
    "POST, views",
    "POST, dead-letters/retry",
  })
  void call_bySessionWithoutTheHeader_isRefused(String method, String path) {
    String session = cookie(signIn(OPERATOR));

    HttpResponse<String> answer = suite.okta.send(request(method, API + path, session, ""));

    RunningServer.assertProblem(answer, 403);
    assertThat(answer.body()).contains("X-Catchment-Console");
    assertThat(ours("GET", SESSION, session, "").statusCode()).isEqualTo(200);
  }

  @Test
  void signIn_withoutTheHeader_isRefused() {
    HttpRequest.Builder request =
        suite
            .okta
            .request(SESSION)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("name=vic&password=Vi-password1"));

    RunningServer.assertProblem(suite.okta.send(request), 403);
  }

  @Test
  void download_bySession_needsNoHeaderFromHere() {
    String session = cookie(signIn(VIEWER));
    String path = API + "export?format=ndjson";

    HttpRequest.Builder request = request("GET", path, session, "");

    assertThat(suite.okta.send(request.copy()).statusCode()).isEqualTo(200);
    assertThat(suite.okta.send(request.copy().header("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(200);
    RunningServer.assertProblem(
        suite.okta.send(request.copy().header("Sec-Fetch-Site", "cross-site")), 403);
  }

  @Test
  void change_withAPasswordThatABrowserRemembers_isRefusedToOtherSites() {
    HttpRequest.Builder request =
        suite
            .okta
            .request(API + "dead-letters/999999999999999999")
            .header("Authorization", basic(OPERATOR))
            .DELETE();

    HttpResponse<String> site =
        suite.okta.send(request.copy().header("Sec-Fetch-Site", "cross-site"));
    HttpResponse<String> origin =
        suite.okta.send(request.copy().header("Origin", "https://evil.example"));
    HttpResponse<String> own =
        suite.okta.send(request.copy().header("Origin", suite.server.uri("").toString()));

    RunningServer.assertProblem(site, 403);
    RunningServer.assertProblem(origin, 403);
    assertThat(site.body()).contains("another site");
    RunningServer.assertProblem(own, 404);
  }

  @Test
  void call_withAuthorization_isNotThatOfTheSession() {
    String session = cookie(signIn(OPERATOR));
    HttpRequest.Builder request =
        request("GET", SESSION, session, "").header("X-Catchment-Console", "1");

    HttpResponse<String> token =
        suite.okta.send(request.copy().header("Authorization", "Bearer watch-token"));
    assertThat(ours("GET", SESSION, session, "").body()).contains("\"olga\"");
    HttpResponse<String> password =
        suite.okta.send(request.copy().header("Authorization", basic(VIEWER)));
    HttpResponse<String> wrong =
        suite.okta.send(request.copy().header("Authorization", basic("olga:wrong")));

    assertThat(token.body()).contains("\"token:watch\"");
    assertThat(password.body()).contains("\"vic\"");
    assertThat(wrong.statusCode()).isEqualTo(401);
  }

  // --- Roles and the audit trail ---

  @Test
  void change_byViewer_isRefusedAndInTheTrail() {
    String session = cookie(signIn(VIEWER));
    String path = "dead-letters/999999999999999999";

    Runnable refused =
        () -> RunningServer.assertProblem(ours("DELETE", API + path, session, ""), 403);

    String about = "\"about\":\"DELETE /api/" + path + "\"";
    awaitBoundedEntry(refused, session, "refused call", "vic", "403", about);
  }

  @Test
  void delete_deadLetter_isInTheTrail() {
    long letter = keepDeadLetter();
    String session = cookie(signIn(OPERATOR));

    assertThat(ours("DELETE", API + "dead-letters/" + letter, session, "").statusCode())
        .isEqualTo(204);
    assertThat(ours("DELETE", API + "dead-letters/" + letter, session, "").statusCode())
        .isEqualTo(404);

    String about = "\"about\":\"dead letter " + letter + "\"";
    JsonObject done = awaitEntry(session, "delete dead letter", "olga", "204", about);
    assertThat(done.getString("org")).isEqualTo(ORG);
    assertThat(done.getString("detail")).contains("kept because");
    JsonObject gone = awaitEntry(session, "delete dead letter", "olga", "404", about);
    assertThat(gone.getString("detail")).contains("none any more");
  }

  @Test
  void signInAndOut_areInTheTrailWithoutThePassword() {
    String nobody = "nobody-" + Samples.uuid();
    String session = cookie(signIn(OPERATOR));

    Runnable fail =
        () -> RunningServer.assertProblem(signIn(nobody + ":a-password-that-is-wrong"), 401);
    awaitBoundedEntry(fail, session, "sign in", nobody, "401", "wrong");
    String other = cookie(signIn(VIEWER));
    assertThat(ours("GET", API + "audit", other, "").body()).doesNotContain(nobody);
    ours("DELETE", SESSION, other, "");

    awaitEntry(session, "sign in", "vic", "200", "");
    awaitEntry(session, "sign out", "vic", "204", "");
    assertThat(ours("GET", API + "audit", session, "").body()).doesNotContain("a-password-that");
  }

  @Test
  void call_withAWrongPassword_isASignInThatFailsInTheTrail() {
    String nobody = "nobody-" + Samples.uuid();
    String session = cookie(signIn(OPERATOR));
    HttpRequest.Builder request =
        suite.okta.request(SESSION).header("Authorization", basic(nobody + ":a-wrong-one"));

    Runnable call = () -> assertThat(suite.okta.send(request.copy()).statusCode()).isEqualTo(401);

    awaitBoundedEntry(call, session, "sign in", nobody, "401", "GET /api/session");
    assertThat(ours("GET", API + "audit", session, "").body()).doesNotContain("a-wrong-one");
  }

  @Test
  void list_audit_goesThroughAllLatestFirst() {
    String session = cookie(signIn(OPERATOR));
    cookie(signIn(OPERATOR));
    JsonObject first = json(ours("GET", API + "audit?limit=1", session, ""));
    String next = first.getString("next").replaceFirst("^https?://[^/]+", "");

    JsonObject second = json(ours("GET", next, session, ""));

    assertThat(id(second)).isLessThan(id(first));
    for (String parameter : List.of("limit=0", "before=x", "org=A")) {
      RunningServer.assertProblem(ours("GET", API + "audit?" + parameter, session, ""), 400);
    }
  }

  private static long id(JsonObject page) {
    return page.getJsonArray("entries").getJsonObject(0).getJsonNumber("id").longValue();
  }

  // --- Views ---

  @Test
  void views_ownAndShared_areForWhomTheyAreFor() {
    String viewer = cookie(signIn(VIEWER));
    String operator = cookie(signIn(OPERATOR));
    String mark = Samples.uuid();

    HttpResponse<String> own = ours("POST", API + "views", viewer, view(mark + "-own", false));
    HttpResponse<String> shared = ours("POST", API + "views", operator, view(mark + "-all", true));

    assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
    assertThat(shared.statusCode()).as(shared.body()).isEqualTo(201);
    RunningServer.assertProblem(ours("POST", API + "views", viewer, view(mark, true)), 403);
    assertThat(ours("GET", API + "views", viewer, "").body())
        .contains(mark + "-own", mark + "-all");
    assertThat(ours("GET", API + "views", operator, "").body())
        .contains(mark + "-all")
        .doesNotContain(mark + "-own");
    String sharedOne = API + "views/" + json(shared).getString("id");
    String ownOne = API + "views/" + json(own).getString("id");
    RunningServer.assertProblem(ours("DELETE", sharedOne, viewer, ""), 403);
    RunningServer.assertProblem(ours("DELETE", ownOne, operator, ""), 404);
    assertThat(ours("DELETE", sharedOne, operator, "").statusCode()).isEqualTo(204);
    assertThat(ours("DELETE", ownOne, viewer, "").statusCode()).isEqualTo(204);
    awaitEntry(operator, "delete view", "olga", "204", mark + "-all");
    assertThat(ours("GET", API + "audit", operator, "").body()).doesNotContain(mark + "-own");
  }

  private static String view(String name, boolean shared) {
    return "{\"name\":\"%s\",\"query\":\"#/events?q=x\",\"shared\":%s}".formatted(name, shared);
  }

  // --- What the views show ---

  @Test
  void orgs_areShownWithoutASecret() {
    HttpResponse<String> answer = ours("GET", API + "orgs", cookie(signIn(VIEWER)), "");

    List<JsonObject> orgs = json(answer).getJsonArray("orgs").getValuesAs(JsonObject.class);
    JsonObject acme =
        orgs.stream().filter(org -> org.getString("org").equals(ORG)).findFirst().orElseThrow();
    assertThat(acme.getString("hookUrl"))
        .isEqualTo(suite.server.uri("/catchment/hooks/acme").toString());
    assertThat(acme.getString("header")).isEqualTo("Authorization");
    assertThat(answer.body()).doesNotContain(Okta.SECRET, Okta.SECOND_SECRET);
  }

  @Test
  void subscriptionsAndOverview_showWhatWaits() {
    String session = cookie(signIn(VIEWER));
    keepDeadLetter();
    String uuid = Samples.uuid();
    suite.okta.deliver(Samples.delivery(Samples.event(uuid)));
    suite.awaitStored(List.of(uuid));
    suite.awaitOutboxEmpty();

    HttpResponse<String> subscriptions = ours("GET", API + "subscriptions", session, "");
    JsonObject overview = json(ours("GET", API + "overview", session, ""));

    assertThat(subscriptions.body())
        .contains("{\"subscription\":\"CatchmentEvents\",\"destination\":\"CatchmentEvents\"");
    assertThat(overview.getInt("deadLetters")).isPositive();
    assertThat(overview.getJsonObject("queue")).containsKey("depth");
    JsonObject lag = overview.getJsonObject("hookLag");
    assertThat(lag.getInt("events")).isPositive();
    assertThat(lag.getJsonNumber("medianSeconds").bigDecimalValue())
        .isBetween(BigDecimal.ZERO, lag.getJsonNumber("p95Seconds").bigDecimalValue());
    assertThat(overview.getJsonArray("quota").getValuesAs(JsonObject.class))
        .anySatisfy(org -> assertThat(org.getString("org")).isEqualTo(ORG));
  }

  @Test
  void retry_allThatMatch_saysWhatCameOfThem() {
    String session = cookie(signIn(OPERATOR));
    long letter = keepDeadLetter();

    HttpResponse<String> answer =
        ours(
            "POST",
            API + "dead-letters/retry",
            session,
            "{\"org\":\"acme\",\"upTo\":%d,\"after\":%d}".formatted(letter, letter + 1));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject result = json(answer);
    assertThat(result.getInt("retried")).isPositive();
    assertThat(result.getInt("stayed"))
        .isEqualTo(result.getInt("retried") - result.getInt("stored"));
    assertThat(result).containsKey("after");
    awaitEntry(session, "retry dead letters", "olga", "200", "were read again");
  }

  // --- Steps ---

  /** The id of a new dead letter. */
  private long keepDeadLetter() {
    String body = "no JSON " + Samples.uuid();
    assertThat(suite.okta.deliver(body).statusCode()).isEqualTo(400);
    String base64 = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    await().atMost(RunningServer.SOON).until(() -> suite.keptWhole(base64, "") == 1);
    HttpResponse<String> latest =
        suite.okta.send(
            suite
                .okta
                .request(API + "dead-letters?limit=1&org=acme")
                .header("Authorization", "Bearer watch-token"));
    return json(latest)
        .getJsonArray("deadLetters")
        .getJsonObject(0)
        .getJsonNumber("id")
        .longValue();
  }

  /** Other tests may have done so much of the kind that none is kept for the rest of a minute. */
  private void awaitBoundedEntry(
      Runnable act, String session, String what, String who, String result, String containing) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(5))
        .atMost(RunningServer.SOON.multipliedBy(2))
        .until(
            () -> {
              act.run();
              return findEntry(session, what, who, result, containing).isPresent();
            });
  }

  private JsonObject awaitEntry(
      String session, String what, String who, String result, String containing) {
    return await()
        .atMost(RunningServer.SOON)
        .until(() -> findEntry(session, what, who, result, containing), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<JsonObject> findEntry(
      String session, String what, String who, String result, String containing) {
    return json(ours("GET", API + "audit", session, ""))
        .getJsonArray("entries")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(entry -> entry.getString("what").equals(what))
        .filter(entry -> entry.getString("who").equals(who))
        .filter(entry -> entry.getString("result").equals(result))
        .filter(entry -> entry.toString().contains(containing))
        .findFirst();
  }

  private HttpResponse<String> signIn(String nameAndPassword) {
    return suite.okta.send(signInRequest(nameAndPassword));
  }

  private HttpRequest.Builder signInRequest(String nameAndPassword) {
    int colon = nameAndPassword.indexOf(':');
    String form =
        "name="
            + encoded(nameAndPassword.substring(0, colon))
            + "&password="
            + encoded(nameAndPassword.substring(colon + 1));
    return suite
        .okta
        .request(SESSION)
        .header("X-Catchment-Console", "1")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  /** As our page asks. */
  private HttpResponse<String> ours(String method, String path, String session, String body) {
    return suite.okta.send(request(method, path, session, body).header("X-Catchment-Console", "1"));
  }

  private HttpRequest.Builder request(String method, String path, String session, String body) {
    HttpRequest.Builder request = suite.okta.request(path).header("Cookie", session);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /** The session that was begun, as a browser sends it back. */
  private static String cookie(HttpResponse<String> signedIn) {
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    return header(signedIn, "Set-Cookie").replaceAll(";.*", "");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String basic(String nameAndPassword) {
    return "Basic "
        + Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
