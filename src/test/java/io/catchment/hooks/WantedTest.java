package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.platform.OrgSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {

  private final Wanted wanted =
      new Wanted(
          "Catchment acme",
          URI.create("https://in.example/catchment/hooks/acme"),
          List.of("user.session.start", "user.session.end"),
          null);
  private final OrgSettings org =
      Orgs.acme(
          URI.create("https://acme.okta.example"),
          () -> List.of("s3cret"),
          Map.of("X-Stage", () -> List.of("h1dden")));

  @Test
  void read_ofItsOwnJson_isTheSame() {
    assertThat(Wanted.read(wanted.json().toString())).isEqualTo(wanted);
  }

  @Test
  void forOkta_answeredAsAsked_hasNoDifference() {
    OktaHook hook = new OktaHook(wanted.forOkta(SentHeaders.of(org)));

    assertThat(wanted.differencesOf(hook, org)).isEmpty();
    assertThat(hook.toString()).doesNotContain("s3cret", "h1dden");
    assertThat(hook.isSetUpAs(OktaHook.read(hook.json().toString()))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"Catchment acme\"|\"Other\"|has the name Other and not Catchment acme",
        "https://in.|https://out.|has the uri https://out.example",
        "\"Authorization\"|\"X-Key\"|has the header X-Key and not Authorization",
        "\"X-Stage\"|\"X-Other\"|does not send the header X-Stage",
        "\"user.session.end\"|\"user.lifecycle.create\"|does not subscribe to user.session.end",
        "\"user.session.end\"|\"user.lifecycle.create\"|subscribes also to user.lifecycle.create",
        "\"type\":\"EVENT_TYPE\"|\"filter\":{\"eventFilterMap\":[{\"event\":\"a\"}]}|has another filter",
      })
  void differencesOf_changedHook_saysWhich(String was, String is, String difference) {
    JsonObject asked = wanted.forOkta(SentHeaders.of(org));
    OktaHook changed = new OktaHook(read(asked.toString().replace(was, is)));

    assertThat(wanted.differencesOf(changed, org)).anyMatch(d -> d.startsWith(difference));
    assertThat(changed.isSetUpAs(new OktaHook(asked))).isFalse();
  }

  @Test
  void differencesOf_headerThatAnAdministratorAdded_isNone() {
    String asked = wanted.forOkta(SentHeaders.of(org)).toString();
    String added =
        asked.replace("\"headers\":[", "\"headers\":[{\"key\":\"X-Proxy\",\"value\":\"p\"},");

    assertThat(added).isNotEqualTo(asked);
    assertThat(wanted.differencesOf(new OktaHook(read(added)), org)).isEmpty();
  }

  private static JsonObject read(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
