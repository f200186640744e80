package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.client.Clients;
import com.okta.sdk.helper.PaginationUtil;
import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.LogEvent;
import io.catchment.server.Server;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Okta's System Log find here. */
abstract class SearchSuite {

  private static final String ORG = "searched";
  private static final String LOGS = "/catchment/api/v1/logs";
  private static final String VIEWER = "SSWS watch-token";
  private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
  private static final String AFTER_ALL = "until=2026-03-01T00:00:00Z";
  private static final String SINCE = "since=2026-02-01T00:00:00Z";
  private static final Pattern LINK = Pattern.compile("<([^<>]+)>; rel=\"(self|next)\"");
  private static final int WRITERS = 8;
  private static final int DELIVERIES = 20;
  private static final int EVENTS = 3;

  private final ServerSuite suite;

  SearchSuite(ServerSuite suite) {
    this.suite = suite;
  }

  /** What a server needs of settings for this suite, besides those that it has. */
  static void configure(Server server) {
    server.withMore("catchment.orgs", ORG).with("catchment.org." + ORG + ".secrets", Okta.SECRET);
  }

  // --- Pages ---

  @Test
  void bounded_oldestFirst_isInTheirOrderAndEnds() {
    String type = type();
    List<String> uuids = storeInAnyOrder(25, type);

    List<Page> pages = walk(query(SINCE, AFTER_ALL, "limit=10", filter(type)));

    assertThat(uuids(pages)).containsExactlyElementsOf(uuids);
    assertThat(pages).allSatisfy(page -> assertThat(page.events()).hasSizeLessThanOrEqualTo(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", AFTER_ALL})
  void bounded_newestFirst_isInTheirOrderAndEnds(String until) {
    String type = type();
    List<String> uuids = new ArrayList<>(storeInAnyOrder(25, type));
    Collections.reverse(uuids);

    List<Page> pages = walk(query(SINCE, until, "limit=10", "sortOrder=DESCENDING", filter(type)));

    assertThat(uuids(pages)).containsExactlyElementsOf(uuids);
  }

  @Test
  void bounded_range_hasItsBeginningAndNotItsEnd() {
    String type = type();
    List<String> uuids = storeInAnyOrder(4, type);

    String since = "since=" + BEGIN.plusSeconds(1);
    String until = "until=" + BEGIN.plusSeconds(3);

    assertThat(uuids(walk(query(since, until, filter(type)))))
        .containsExactlyElementsOf(uuids.subList(1, 3));
  }

  @Test
  void bounded_event_comesCharacterByCharacterAsItWasReceived() {
    String type = type();
    String json =
        event(Samples.uuid(), type, 1)
            .replace("{\"uuid\":", "{ \"n\" : 1.50e3 , \"s\":\"\\u00fc/\\/\",\"uuid\":");
    store(List.of(json));

    HttpResponse<String> answer = get(LOGS + "?" + query(SINCE, AFTER_ALL, filter(type)));

    assertThat(answer.body()).isEqualTo("[" + json + "]");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(media -> assertThat(media).startsWith("application/json"));
  }

  @Test
  void polling_untilEmpty_bringsEachNewEventOnce() {
    String type = type();
    List<String> uuids = storeInAnyOrder(5, type);
    List<String> seen = new ArrayList<>();
    Page page = poll(page(query(SINCE, "limit=2", filter(type))), 5, seen);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(uuids);
    String late = Samples.uuid();
    store(List.of(event(late, type, 0)));
    page = poll(page, 6, seen);

    assertThat(seen).hasSize(6).endsWith(late);
    page = follow(page);
    assertThat(page.events()).isEmpty();
    assertThat(page.next()).isPresent();
  }

  @Test
  void polling_whileManyWrite_bringsEachEventOnce() {
    String type = type();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<String> seen = new ArrayList<>();
    try {
      List<CompletableFuture<List<String>>> written =
          IntStream.range(0, WRITERS * DELIVERIES)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> deliver(type), writers))
              .toList();

      poll(page(query(SINCE, "limit=7", filter(type))), WRITERS * DELIVERIES * EVENTS, seen);

      List<String> all =
          written.stream().map(CompletableFuture::join).flatMap(Collection::stream).toList();
      assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    } finally {
      writers.shutdown();
    }
  }

  @Test
  void polling_nothingAtAll_hasANextPage() {
    Page none = page(query(SINCE, "limit=0", filter(type())));

    assertThat(none.events()).isEmpty();
    assertThat(none.next()).isPresent();
    assertThat(follow(none).next()).isPresent();
  }

  @Test
  void walk_serverKilledInTheMiddle_goesOn() {
    String type = type();
    List<String> uuids = storeInAnyOrder(6, type);
    Page page = page(query(SINCE, AFTER_ALL, "limit=4", filter(type)));
    List<String> seen = new ArrayList<>(uuids(List.of(page)));

    suite.server.kill();
    suite.server.restart();

    seen.addAll(uuids(walk(page.next().orElseThrow())));
    assertThat(seen).containsExactlyElementsOf(uuids);
  }

  // --- What is found ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"%s\"",
        "eventType sw \"%s\" and actor.alternateId eq \"hr@acme.example\" and not (severity eq \"WARN\")",
        "debugContext.debugData.requestUri co \"/token/%s\"",
        "securityContext.isProxy eq true and eventType ew \"%s\"",
        "target.displayName eq \"Robin\" and (eventType eq \"%s\" or uuid eq \"no\")",
      })
  void filter_columnsAndMembers_findTheEvent(String filter) {
    String type = type();
    String uuid = Samples.uuid();
    String more =
        "{\"debugContext\":{\"debugData\":{\"requestUri\":\"/oauth2/token/"
            + type
            + "\"}},\"securityContext\":{\"isProxy\":true},\"uuid\":";
    store(
        List.of(
            event(uuid, type, 1).replace("{\"uuid\":", more), event(Samples.uuid(), type(), 2)));

    String query = query(SINCE, AFTER_ALL, "filter=" + encoded(filter.formatted(type)));

    assertThat(uuids(walk(query))).containsExactly(uuid);
  }

  @Test
  void q_allWordsInAnyCase_findTheEvent() {
    String type = type();
    String uuid = Samples.uuid();
    store(List.of(event(uuid, type, 1), event(Samples.uuid(), type(), 2)));

    assertThat(uuids(walk(query(SINCE, AFTER_ALL, "q=kim+" + type.toUpperCase(Locale.ROOT)))))
        .containsExactly(uuid);
    assertThat(uuids(walk(query(SINCE, AFTER_ALL, "q=kim+nobody+" + type)))).isEmpty();
  }

  @Test
  void org_alias_findsTheEventsOfThatOrgOnly() {
    String type = type();
    String here = Samples.uuid();
    String elsewhere = Samples.uuid();
    store(List.of(event(here, type, 1)));
    suite.okta.deliver(Samples.delivery(event(elsewhere, type, 2)));
    suite.awaitStored(List.of(elsewhere));

    String query = query(SINCE, AFTER_ALL, filter(type));

    assertThat(uuids(walk(query))).containsExactly(here, elsewhere);
    assertThat(uuids(walk(query + "&org=" + ORG))).containsExactly(here);
    assertThat(uuids(walk(query + "&org=acme"))).containsExactly(elsewhere);
  }

  @Test
  void dialect_log_movesTheChainOfAddresses() {
    String type = type();
    store(List.of(event(Samples.uuid(), type, 1)));

    JsonObject event =
        page(query(SINCE, AFTER_ALL, "dialect=log", filter(type))).events().getJsonObject(0);

    assertThat(event.getJsonObject("client").keySet()).containsExactly("ipAddress");
    assertThat(event.getJsonObject("request").getJsonArray("ipChain")).isEmpty();
  }

  // --- Links ---

  @Test
  void links_throughATrustedProxy_areOfTheAddressThatTheClientUsed() {
    HttpResponse<String> answer =
        send(
            request(LOGS + "?q=a,b")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "logs.acme.example"));

    String address = "https://logs.acme.example" + LOGS + "?q=a%2Cb";
    assertThat(link(answer, "self")).hasValue(address);
    assertThat(link(answer, "next")).hasValueSatisfying(l -> assertThat(l).startsWith(address));
  }

  // --- What is refused ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "since=yesterday|E0000001|since must be",
        "until=2026-01-01|E0000001|until must be",
        "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z|E0000001|since must not be after",
        "limit=1001|E0000001|limit must be",
        "sortOrder=UP|E0000001|sortOrder must be",
        "org=No_Body|E0000001|org must be",
        "dialect=hook|E0000001|dialect must be",
        "after=abc|E0000001|follow the address",
        "filter=eventType+is+1|E0000053|At position 10",
        "q=1+2+3+4+5+6+7+8+9+10+11|E0000031|at most 10 words",
      })
  void read_badParameter_isRefusedInOktasShape(String query, String code, String advice) {
    assertError(get(LOGS + "?" + query), 400, code, advice);
  }

  @Test
  void read_tamperedCursor_isRefused() {
    String next = page(query(SINCE, filter(type()))).next().orElseThrow();
    char last = next.charAt(next.length() - 1);
    String tampered = next.substring(0, next.length() - 1) + (last == 'A' ? 'B' : 'A');

    assertError(get(path(tampered)), 400, "E0000001", "follow the address");
    assertError(get(path(next) + "&q=other"), 400, "E0000001", "follow the address");
  }

  @Test
  void read_byStrangers_isRefusedInOktasShape() {
    assertError(suite.okta.get(LOGS), 401, "E0000011", "Send a token");
    for (String authorization : List.of("SSWS wrong", "Bearer wrong", "Basic !", basic("vic:no"))) {
      assertError(
          suite.okta.send(suite.okta.request(LOGS).header("Authorization", authorization)),
          401,
          "E0000011",
          "Send a token");
    }
    assertError(
        suite.okta.send(
            suite.okta.request(LOGS).header("Authorization", basic("nina:Ni-password1"))),
        403,
        "E0000006",
        "catchment-viewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSWS watch-token", "Bearer watch-token", "Bearer run-token"})
  void read_byToken_isAnswered(String authorization) {
    assertThat(
            suite
                .okta
                .send(suite.okta.request(LOGS).header("Authorization", authorization))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void read_byUserOfTheContainer_isAnswered() {
    assertThat(
            suite
                .okta
                .send(suite.okta.request(LOGS).header("Authorization", basic("vic:Vi-password1")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void write_log_isRefusedInOktasShape() {
    assertError(
        suite.okta.send(
            suite
                .okta
                .request(LOGS)
                .header("Authorization", "Bearer run-token")
                .POST(BodyPublishers.noBody())),
        405,
        "E0000022",
        "method");
    assertError(get("/catchment/api/v1/users"), 404, "E0000008", "nothing at this address");
  }

  // --- Okta's own client ---

  @Test
  void sdk_pagesWithAFilter_bringAllEvents() {
    String type = type();
    List<String> uuids = storeInAnyOrder(25, type);
    ApiClient client = sdk("watch-token");
    SystemLogApi log = new SystemLogApi(client);
    List<LogEvent> events = new ArrayList<>();
    String after = null;
    do {
      events.addAll(
          log.listLogEvents(
              BEGIN.toString(),
              "2026-03-01T00:00:00Z",
              after,
              "eventType eq \"" + type + "\" and outcome.result eq \"SUCCESS\"",
              null,
              10,
              "ASCENDING"));
      after = PaginationUtil.getAfter(client);
    } while (after != null);

    assertThat(events).extracting(LogEvent::getUuid).containsExactlyElementsOf(uuids);
    assertThat(events.get(0).getActor().getDisplayName()).isEqualTo("Kim Hr");
  }

  /** It takes nothing but {@code after} from the link. */
  @Test
  void sdk_polling_bringsNewEvents() {
    String type = type();
    storeInAnyOrder(3, type);
    ApiClient client = sdk("watch-token");
    SystemLogApi log = new SystemLogApi(client);
    String filter = "eventType eq \"" + type + "\"";
    List<String> seen = new ArrayList<>();
    String since = BEGIN.toString();
    log.listLogEvents(since, null, null, filter, null, 1000, null)
        .forEach(event -> seen.add(event.getUuid()));
    store(List.of(event(Samples.uuid(), type, 9)));

    // The client keeps the headers of the last answer for the thread that got it.
    await()
        .pollInSameThread()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              String after = PaginationUtil.getAfter(client);
              log.listLogEvents(since, null, after, filter, null, 1000, null)
                  .forEach(event -> seen.add(event.getUuid()));
              assertThat(seen).hasSize(4).doesNotHaveDuplicates();
            });
  }

  @Test
  void sdk_refusals_areUnderstood() {
    ApiException badFilter =
        catchThrowableOfType(
            ApiException.class,
            () ->
                new SystemLogApi(sdk("watch-token"))
                    .listLogEvents(null, null, null, "eventType", null, 1, null));
    ApiException stranger =
        catchThrowableOfType(
            ApiException.class,
            () ->
                new SystemLogApi(sdk("wrong"))
                    .listLogEvents(null, null, null, null, null, 1, null));

    assertThat(badFilter.getCode()).isEqualTo(400);
    assertThat(badFilter.getResponseBody()).contains("E0000053");
    assertThat(stranger.getCode()).isEqualTo(401);
    assertThat(stranger.getResponseBody()).contains("E0000011");
  }

  /** It takes http only if it is told that this is a test. */
  private ApiClient sdk(String token) {
    System.setProperty("okta.testing.disableHttpsCheck", "true");
    return Clients.builder()
        .setOrgUrl(suite.server.uri("/catchment").toString())
        .setClientCredentials(new TokenClientCredentials(token))
        .build();
  }

  // --- Steps ---

  /** A type of events that no other test has, short enough for a word of a search. */
  private static String type() {
    return "test.search." + Samples.uuid().replace("-", "").substring(0, 20);
  }

  private static String event(String uuid, String type, int second) {
    return Samples.event(uuid, type, "robin@acme.example")
        .replace("2026-02-03T04:05:06.789Z", BEGIN.plusSeconds(second).toString());
  }

  private void store(List<String> events) {
    String body = Samples.delivery(events);
    assertThat(deliver(body, ORG)).isEqualTo(204);
    suite.awaitStored(
        events.stream().map(event -> event.replaceAll(".*\"uuid\":\"([^\"]+)\".*", "$1")).toList());
  }

  private int deliver(String body, String org) {
    return suite
        .okta
        .send(suite.okta.delivery(org).POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  /** A delivery of some events, all of the same second. */
  private List<String> deliver(String type) {
    List<String> uuids = Samples.uuids(EVENTS);
    String body = Samples.delivery(uuids.stream().map(uuid -> event(uuid, type, 0)).toList());
    assertThat(deliver(body, ORG)).isEqualTo(204);
    return uuids;
  }

  /** Events one second apart, which come in another order; theirs is returned. */
  private List<String> storeInAnyOrder(int number, String type) {
    List<String> uuids = Samples.uuids(number);
    List<String> events =
        IntStream.range(0, number)
            .mapToObj(i -> event(uuids.get(i), type, i))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(events, new Random(number));
    store(events);
    return uuids;
  }

  private static String query(String... parameters) {
    return IntStream.range(0, parameters.length)
        .mapToObj(i -> parameters[i])
        .filter(parameter -> !parameter.isEmpty())
        .collect(Collectors.joining("&"));
  }

  private static String filter(String type) {
    return "filter=" + encoded("eventType eq \"" + type + "\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** All pages of a bounded query, or from a link on. */
  private List<Page> walk(String queryOrLink) {
    List<Page> pages = new ArrayList<>();
    pages.add(page(queryOrLink));
    while (pages.get(pages.size() - 1).next().isPresent()) {
      pages.add(follow(pages.get(pages.size() - 1)));
    }
    return pages;
  }

  /** Follows a polling query until so many events were seen, and says where it is then. */
  private Page poll(Page first, int number, List<String> seen) {
    List<Page> pages = new ArrayList<>(List.of(first));
    if (seen.isEmpty()) {
      seen.addAll(uuids(pages));
    }
    await()
        .atMost(ServerSuite.SOON)
        .until(
            () -> {
              if (seen.size() < number) {
                pages.add(follow(pages.get(pages.size() - 1)));
                seen.addAll(uuids(pages.subList(pages.size() - 1, pages.size())));
              }
              return seen.size() >= number;
            });
    return pages.get(pages.size() - 1);
  }

  private Page follow(Page page) {
    return page(page.next().orElseThrow());
  }

  private Page page(String queryOrLink) {
    boolean link = queryOrLink.startsWith("http");
    HttpResponse<String> answer = get(link ? path(queryOrLink) : LOGS + "?" + queryOrLink);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(link(answer, "self")).isPresent();
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return new Page(reader.readArray(), link(answer, "next"));
    }
  }

  private String path(String link) {
    assertThat(link).startsWith(suite.server.uri(LOGS).toString());
    URI uri = URI.create(link);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return suite.okta.request(path).header("Authorization", VIEWER);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return suite.okta.send(request);
  }

  private static Optional<String> link(HttpResponse<String> answer, String relation) {
    return answer.headers().allValues("Link").stream()
        .map(LINK::matcher)
        .filter(Matcher::matches)
        .filter(link -> link.group(2).equals(relation))
        .map(link -> link.group(1))
        .findFirst();
  }

  private static List<String> uuids(List<Page> pages) {
    return pages.stream()
        .flatMap(page -> page.events().getValuesAs(JsonObject.class).stream())
        .map(event -> event.getString("uuid"))
        .toList();
  }

  private static String basic(String nameAndPassword) {
    byte[] bytes = nameAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static void assertError(
      HttpResponse<String> answer, int status, String code, String advice) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      JsonObject error = reader.readObject();
      assertThat(error.keySet())
          .containsExactlyInAnyOrder(
              "errorCode", "errorSummary", "errorLink", "errorId", "errorCauses");
      assertThat(error.getString("errorCode")).isEqualTo(code);
      assertThat(error.getJsonArray("errorCauses").toString()).contains(advice);
    }
  }

  /** A page as it was answered. */
  private record Page(JsonArray events, Optional<String> next) {}
}
