package io.catchment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.JsonTree;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final String EVENT =
      """
      {"uuid":"u-1","published":"2026-03-01T08:00:00.250Z","eventType":"user.session.start",
       "severity":"INFO","version":0,"legacyEventType":null,"displayMessage":"",
       "actor":{"id":"00uA","type":"User","alternateId":"ann@example.com","detailEntry":null},
       "client":{"ipAddress":"192.0.2.7","zone":"null","geographicalContext":{"postalCode":"94107",
         "geolocation":{"lat":37.7697,"lon":-122.3933}},"userAgent":{}},
       "request":{"ipChain":[{"ip":"192.0.2.7"},{"ip":"198.51.100.1","version":"V4"}]},
       "outcome":{"result":"FAILURE","reason":null},
       "target":[{"id":"00uB","type":"User","displayName":"Bob"},{"id":"0oaC","type":"AppInstance"}],
       "transaction":{"detail":{"requestApiTokenId":null}},
       "debugContext":{"debugData":{"requestUri":"/oauth2/v1/token","threatSuspected":"false",
         "risk level":"HIGH","behaviors":[]}},
       "securityContext":{"asNumber":15169,"isProxy":true}}
      """;

  private static boolean matches(String filter) throws FilterException {
    return Filter.parse(filter).matches(JsonTree.read(EVENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"user.session.start\" and outcome.result eq \"FAILURE\"",
        "eventType sw \"user.\" and eventType co \"session\" and eventType ew \"start\"",
        "actor.id ne \"00uZ\"",
        "target.id eq \"00uB\" and target.id eq \"0oaC\"",
        "client.ipAddress eq \"192.0.2.7\"",
        "request.ipChain.ip eq \"198.51.100.1\"",
        "debugContext.debugData.requestUri co \"token\"",
        "debugContext.debugData.\"risk level\" eq \"HIGH\"",
        "debugContext.debugData.threatSuspected eq \"false\"",
        "securityContext.isProxy eq true",
        "securityContext.isProxy ne false",
        "securityContext.asNumber eq 15169.0 and securityContext.asNumber gt 15168.9",
        "client.geographicalContext.geolocation.lon lt -122",
        "version eq 0 and version le 0e5 and version ge -0",
        "severity gt \"INF\" and severity ge \"INFO\" and severity lt \"INFOO\" and severity le \"INFO\"",
        "actor.alternateId co \"\"",
        "client.zone eq \"null\"",
        "target pr and target.displayName pr and actor pr and version pr and securityContext.isProxy pr"
      })
  void matches_whatIsSo(String filter) throws Exception {
    assertThat(matches(filter)).isTrue();
    assertThat(matches("not (" + filter + ")")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"user.session.end\"",
        "eventType eq \"User.Session.Start\"",
        "EventType eq \"user.session.start\"",
        "eventType sw \"session\" or eventType ew \"session\" or eventType co \"Session\"",
        "actor.id ne \"00uA\"",
        "target.id eq \"00uB\" and target.id eq \"00uZ\"",
        "target.id ne \"00uB\"",
        "version eq \"0\" or version gt \"\" or version lt \"1\"",
        "client.geographicalContext.postalCode eq 94107",
        "client.geographicalContext.postalCode gt 0 or client.geographicalContext.postalCode le 99999",
        "securityContext.isProxy eq \"true\" or securityContext.isProxy eq 1",
        "debugContext.debugData.threatSuspected eq false",
        "actor eq \"00uA\" or outcome eq \"FAILURE\"",
        "actor.id.more eq \"00uA\" or actor.id.more pr",
        "client.zone eq null",
        "target.0.id eq \"00uB\""
      })
  void matches_whatIsNot(String filter) throws Exception {
    assertThat(matches(filter)).isFalse();
    assertThat(matches("not (" + filter + ")")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "legacyEventType",
        "outcome.reason",
        "actor.detailEntry",
        "actor.detailEntry.more",
        "debugContext.debugData.behaviors",
        "target.detailEntry"
      })
  void matches_missingNullOrEmptyArray(String path) throws Exception {
    assertThat(matches(path + " eq null")).isTrue();
    assertThat(matches(path + " ne null")).isFalse();
    assertThat(matches(path + " pr")).isFalse();
    assertThat(matches(path + " eq \"\" or " + path + " co \"\"")).isFalse();
    assertThat(matches(path + " ne \"x\" and " + path + " ne true")).isTrue();
    assertThat(matches(path + " lt \"x\" or " + path + " gt \"x\"")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"displayMessage", "client.userAgent", "transaction"})
  void matches_presentButEmpty(String path) throws Exception {
    assertThat(matches(path + " pr")).isFalse();
    assertThat(matches(path + " ne null")).isTrue();
  }

  @Test
  void matches_oddNumbers() throws Exception {
    JsonTree event =
        JsonTree.read(
            "{\"huge\":1e99999999999,\"long\":" + "9".repeat(5_000) + ",\"tiny\":1e-2000}");

    assertThat(Filter.parse("huge eq 1 or huge gt 1 or huge lt 1").matches(event)).isFalse();
    assertThat(Filter.parse("long eq 1 or long gt 1 or long lt 1").matches(event)).isFalse();
    assertThat(Filter.parse("huge ne 1 and long ne 1 and huge pr and long pr").matches(event))
        .isTrue();
    assertThat(Filter.parse("tiny gt 0 and tiny lt 1e-1000").matches(event)).isTrue();
  }

  @Test
  void matches_orderBeyondTheBasicPlane() throws Exception {
    JsonTree event = JsonTree.read("{\"a\":\"\uD83D\uDE00\",\"b\":\"\uFFFD\"}");

    assertThat(Filter.parse("a gt \"\uFFFD\" and b lt \"\uD83D\uDE00\"").matches(event)).isTrue();
    assertThat(Filter.parse("a lt \"\uD83D\uDE01\" and a gt \"\uD83D\"").matches(event)).isTrue();
  }

  @Test
  void matches_ipChainOfEitherDialect() throws Exception {
    JsonTree hook =
        JsonTree.read("{\"client\":{\"ipChain\":[{\"ip\":\"192.0.2.7\"}],\"id\":\"0oa\"}}");
    JsonTree log =
        JsonTree.read(
            "{\"client\":{\"id\":\"0oa\"},\"request\":{\"ipChain\":[{\"ip\":\"192.0.2.7\"}]}}");

    for (JsonTree event : List.of(hook, log)) {
      assertThat(Filter.parse("client.ipChain.ip eq \"192.0.2.7\"").matches(event)).isTrue();
      assertThat(Filter.parse("request.ipChain.ip eq \"192.0.2.7\"").matches(event)).isTrue();
      assertThat(Filter.parse("request.ipChain.ip ne \"192.0.2.7\"").matches(event)).isFalse();
      assertThat(Filter.parse("client.ipChain pr and request.ipChain pr").matches(event)).isTrue();
      assertThat(Filter.parse("request.id eq \"0oa\" or ipChain pr").matches(event)).isFalse();
    }
    assertThat(MemberPath.of("request", "ipChain", "ip").places())
        .containsExactlyInAnyOrder(
            MemberPath.of("request", "ipChain", "ip"), MemberPath.of("client", "ipChain", "ip"));
    assertThat(MemberPath.of("target", "id").places())
        .containsExactly(MemberPath.of("target", "id"));
  }

  @Test
  void matches_noObject() throws Exception {
    for (String json : List.of("[]", "null", "\"a\"", "1")) {
      assertThat(Filter.parse("a pr or a ne null").matches(JsonTree.read(json))).isFalse();
    }
  }

  @Test
  void matches_arraysWhereObjectsAreExpected() throws Exception {
    JsonTree event =
        JsonTree.read(
            "{\"debugContext\":[{\"debugData\":{\"x\":\"1\"}},[{\"debugData\":{\"x\":\"2\"}}],null,3]}");

    assertThat(Filter.parse("debugContext.debugData.x eq \"2\"").matches(event)).isTrue();
    assertThat(Filter.parse("debugContext.debugData.x eq \"3\"").matches(event)).isFalse();
  }

  /** Text and meaning are made together, from JSON-P's model; the parser sees the text only. */
  @Property(tries = 5_000)
  void matches_asTheOracleSays(@ForAll Random random) throws Exception {
    String json = RandomFilter.event(random);
    RandomFilter made = RandomFilter.random(random);
    boolean expected = made.meaning().test(model(json));

    Filter filter = Filter.parse(made.text());

    assertThat(filter.matches(JsonTree.read(json)))
        .as("%s on %s", made.text(), json)
        .isEqualTo(expected);
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
    assertThat(Filter.parse(filter.toString())).hasToString(filter.toString());
  }

  private static JsonObject model(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  @Property(tries = 1_000)
  void matches_deMorgan(@ForAll Random random) throws Exception {
    String one = RandomFilter.random(random).text();
    String other = RandomFilter.random(random).text();
    JsonTree event = JsonTree.read(RandomFilter.event(random));

    boolean bothNot = Filter.parse("not (" + one + ") and not (" + other + ")").matches(event);
    boolean eitherNot = Filter.parse("not (" + one + ") or not (" + other + ")").matches(event);

    assertThat(Filter.parse("not ((" + one + ") or (" + other + "))").matches(event))
        .isEqualTo(bothNot);
    assertThat(Filter.parse("not ((" + one + ") and (" + other + "))").matches(event))
        .isEqualTo(eitherNot);
  }

  /** Were it rare that a random filter matches, the properties above would say little. */
  @Test
  void randomFilters_matchAboutAsOftenAsNot() {
    Random random = new Random(5);
    List<Boolean> results = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      results.add(RandomFilter.random(random).meaning().test(model(RandomFilter.event(random))));
    }
    assertThat(results.stream().filter(r -> r).count()).isBetween(500L, 1_500L);
  }

  /** As deep as a page of the System Log may bring it. */
  @ParameterizedTest
  @ValueSource(strings = {"deep eq \"end\"", "deep pr", "deep.deep ne 1", "not (deep lt \"end\")"})
  void matches_deeplyNested(String filter) throws Exception {
    String array = "{\"deep\":" + "[".repeat(890) + "\"end\"" + "]".repeat(890) + "}";
    String object = "{\"deep\":".repeat(890) + "[\"end\"]" + "}".repeat(890);

    assertThat(Filter.parse(filter).matches(JsonTree.read(array))).isTrue();
    assertThat(Filter.parse("deep pr").matches(JsonTree.read(object))).isTrue();
    assertThat(Keywords.parse("end").matches(JsonTree.read(object))).isTrue();
  }
}
