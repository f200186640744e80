package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.Schemas;
import io.catchment.platform.OrgSettings;
import jakarta.json.Json;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookViewTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final OrgSettings ORG = Orgs.acme(URI.create("https://acme.okta.example"));
  private static final Wanted WISH =
      new Wanted(
          "a",
          URI.create("https://in.example/hooks/acme"),
          List.of("user.lifecycle.create"),
          Json.createReader(
                  new StringReader(
                      "{\"type\":\"EXPRESSION_LANGUAGE\",\"eventFilterMap\":[{\"event\":\"user.lifecycle.create\","
                          + "\"condition\":{\"version\":null,\"expression\":\"true\"}}]}"))
              .readObject());
  private static final OktaHook FOUND =
      OktaHook.read(
          "{\"id\":\"who1\",\"name\":\"b\",\"status\":\"ACTIVE\",\"verificationStatus\":\"VERIFIED\","
              + "\"events\":{\"items\":[\"user.session.start\"]}}");

  private final HookEntity hook = new HookEntity("acme");

  @Test
  void of_hookThatOktaHasNot_isAsDescribed() {
    hook.want(WISH, NOW);
    hook.fail("Okta is away.", NOW);

    assertDescribed();
  }

  @Test
  void of_hookThatIsOnlyWatched_isAsDescribed() {
    hook.find(FOUND, NOW, NOW);

    assertDescribed();
  }

  @Test
  void of_hookThatDiffers_isAsDescribed() {
    hook.want(WISH, NOW);
    hook.find(FOUND, NOW, NOW);
    hook.findOthers(List.of(FOUND));

    assertDescribed();
  }

  @Test
  void of_hookWhoseWishWasRejected_isAsDescribed() {
    hook.want(WISH, NOW);
    hook.giveUp(WISH, "Misspelt.");

    assertDescribed();
  }

  private void assertDescribed() {
    String view = HookView.of(ORG, hook, List.of("Odd.")).toString();

    assertThat(Schemas.differences("Hook", view)).isEmpty();
  }
}
