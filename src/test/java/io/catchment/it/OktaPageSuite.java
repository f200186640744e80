package io.catchment.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.catchment.pretend.Hook;
import io.catchment.pretend.Sending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people see of an Okta org at the console, and do to its hook. */
abstract class OktaPageSuite extends BrowserSuite {

  private static final String ORG = OktaOrgs.ORG;
  private static final int LOST = 3;
  private static final Pattern VERIFIED = Pattern.compile("verified", Pattern.CASE_INSENSITIVE);
  private static final Pattern DONE = Pattern.compile("done", Pattern.CASE_INSENSITIVE);

  private final OktaSuite okta;

  /** The steps that are no look at a page. */
  private static final class Steps extends OktaSuite {
    Steps(OktaOrgs orgs) {
      super(orgs);
    }
  }

  OktaPageSuite(OktaOrgs orgs) {
    super(orgs.suite);
    okta = new Steps(orgs);
  }

  @Test
  void hook_registeredByThePage_isVerifiedInOktaAndSaidSo() {
    assertThat(okta.operator("DELETE", OktaSuite.path("hook"), "").statusCode()).isEqualTo(204);
    openConnections();

    click("Register hook", "Register");

    assertThat(org()).containsText("VERIFIED");
    assertThat(ours()).hasSize(1).allMatch(Hook::isVerified);
    assertThat(org()).not().containsText(Okta.SECRET);
    byRole(org(), AriaRole.BUTTON, "Verify now").click();
    assertThat(said(VERIFIED)).isVisible();
    assertForEverybody("org");
  }

  @Test
  void gapPanel_hookThatLoses_showsWhatWasRecovered() {
    okta.register();
    long before = okta.recovered(ORG);
    okta.pretend.sender().send(Sending.FAITHFUL.losing(1));
    okta.publish(LOST);
    await().atMost(ServerSuite.SOON).until(() -> okta.recovered(ORG) == before + LOST);

    visitor.signedInAs(Visitor.VIC).go("#/overview");

    assertThat(region("Gap panel")).containsText(ORG);
    assertThat(region("Gap panel")).containsText(number(before + LOST));
    assertForEverybody("gaps");
  }

  @Test
  void range_startedByThePage_isShownToItsEnd() {
    okta.register();
    Instant until = Instant.now().minus(Duration.ofDays(50)).truncatedTo(ChronoUnit.MINUTES);
    openConnections();

    byRole(org(), AriaRole.BUTTON, "Read a range…").click();
    Locator form = page.getByRole(AriaRole.DIALOG);
    form.getByLabel("From").fill(local(until.minus(Duration.ofHours(1))));
    form.getByLabel("To").fill(local(until));
    byRole(form, AriaRole.BUTTON, "Start").click();

    assertThat(org().getByRole(AriaRole.PROGRESSBAR).first()).isVisible();
    assertThat(org()).containsText(DONE);
  }

  // --- Steps ---

  private void openConnections() {
    visitor.signedInAs(Visitor.OLGA).go("#/connections");
    assertThat(org()).isVisible();
  }

  private Locator org() {
    return region(ORG);
  }

  /** Clicks a button of the org, and the one of the dialog that it opens. */
  private void click(String name, String answer) {
    byRole(org(), AriaRole.BUTTON, name).click();
    byRole(page.getByRole(AriaRole.DIALOG), AriaRole.BUTTON, answer).click();
  }

  private Locator said(Pattern text) {
    return page.getByRole(AriaRole.STATUS).getByText(text).first();
  }

  private List<Hook> ours() {
    return okta.pretend.hooks().all().stream()
        .filter(hook -> hook.name().equals("Catchment " + ORG))
        .toList();
  }

  /** As a field for a time takes it, in the zone of the visitor. */
  private static String local(Instant time) {
    return time.atZone(Visitor.ZONE).toLocalDateTime().toString();
  }

  /** As it is written in Britain. */
  private static String number(long number) {
    return "%,d".formatted(number);
  }
}
