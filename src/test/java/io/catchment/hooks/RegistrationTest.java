package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.okta.EventTypes;
import io.catchment.platform.JsonValues;
import io.catchment.platform.OrgSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {

  private static final String ADDRESS = "\"uri\":\"https://in.example/catchment/hooks/acme\"";
  private static final String EVENTS = "\"events\":[\"user.session.start\"]";

  private final EventTypes catalogue = new EventTypes();

  @Test
  void read_leastRequest_hasAName() throws BadRegistrationException {
    Registration registration = read("{" + ADDRESS + "," + EVENTS + "}");

    assertThat(registration.wanted().name()).isEqualTo("Catchment acme");
    assertThat(registration.wanted().uri()).hasToString("https://in.example/catchment/hooks/acme");
    assertThat(registration.wanted().events()).containsExactly("user.session.start");
    assertThat(registration.wanted().filter()).isNull();
    assertThat(registration.warnings()).isEmpty();
  }

  @Test
  void read_unknownType_isAllowedWithAWarningAndASuggestion() throws BadRegistrationException {
    Registration registration = read("{" + ADDRESS + ",\"events\":[\"user.session.strat\"]}");

    assertThat(registration.wanted().events()).containsExactly("user.session.strat");
    assertThat(registration.warnings())
        .singleElement()
        .asString()
        .contains("user.session.strat is not known", "Did you mean user.session.start?");
  }

  @Test
  void read_sameTypeTwice_keepsItOnce() throws BadRegistrationException {
    assertThat(
            read("{" + ADDRESS + ",\"events\":[\"user.session.start\",\"user.session.start\"]}")
                .wanted()
                .events())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|\"uri\" must be the address",
        "{\"uri\":7}|\"uri\" must be the address",
        "{\"uri\":\"http://in.example/hooks/acme\"}|must begin with https://",
        "{\"uri\":\"https://in.example/hooks/other\"}|must end with /hooks/acme",
        "{\"uri\":\"https:///hooks/acme\"}|must begin with https://",
        "{\"uri\":\"http://127.0.0.1/hooks/acme\"}|must begin with https://",
        "{\"uri\":\"https://u:p@in.example/hooks/acme\"}|must have no user",
        "{\"uri\":\"https://in.example/hooks/acme?key=1\"}|must have no user, no query",
        "{\"uri\":\"https://in.example/hooks/acme#1\"}|must have no user, no query",
        "{}|\"events\" must be a list",
        "{\"events\":[]}|\"events\" must be a list",
        "{\"events\":[7]}|only texts belong there",
        "{\"events\":[\"event_hook.delivery\"]}|No hook can subscribe to event_hook.delivery",
        "{\"name\":\"\"}|\"name\" must be a text",
        "{\"filter\":[]}|\"filter\" must be as Okta's API has it",
        "{\"evnts\":[]}|There is no member \"evnts\"",
      })
  void read_wrong_saysWhatIs(String body, String problem) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(BadRegistrationException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void read_severalThingsWrong_saysAllOfThem() {
    assertThatThrownBy(() -> read("{\"uri\":\"ftp://x\",\"events\":[],\"name\":1}"))
        .hasMessageContainingAll("\"uri\"", "\"events\"", "\"name\"");
  }

  @Test
  void read_moreTypesThanOktaTakes_looksForNoneOfThem() {
    List<String> types = IntStream.rangeClosed(0, 300).mapToObj(i -> "no.such.type" + i).toList();
    JsonObject body = json("{" + ADDRESS + ",\"events\":" + JsonValues.of(types) + "}");
    EventTypes untouched =
        new EventTypes() {
          @Override
          public Optional<String> suggestFor(String misspelt) {
            throw new AssertionError("Nobody needs a suggestion.");
          }
        };

    OrgSettings acme = Orgs.acme(URI.create("https://acme.okta.example"));
    assertThatThrownBy(() -> Registration.read(body, acme, untouched))
        .isInstanceOf(BadRegistrationException.class)
        .hasMessageContaining("more than 300 types");
  }

  @Test
  void read_httpToThisMachine_isForAnOktaOnItOnly() throws BadRegistrationException {
    JsonObject body = json("{\"uri\":\"http://127.0.0.1:80/hooks/acme\"," + EVENTS + "}");

    OrgSettings pretend = Orgs.acme(URI.create("http://127.0.0.1:81"));
    assertThat(Registration.read(body, pretend, catalogue).wanted().uri()).hasScheme("http");
  }

  private Registration read(String body) throws BadRegistrationException {
    OrgSettings acme = Orgs.acme(URI.create("https://acme.okta.example"));
    return Registration.read(json(body), acme, catalogue);
  }

  private static JsonObject json(String body) {
    return Json.createReader(new StringReader(body)).readObject();
  }
}
