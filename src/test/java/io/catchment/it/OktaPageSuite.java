package io.catchment.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.catchment.pretend.Hook;
import io.catchment.pretend.Sending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people see of an Okta org at the console, and do to its hook. */
abstract class OktaPageSuite extends BrowserSuite {

  private static final String ORG = OktaOrgs.ORG;
  private static final int LOST = 3;
  private static final Pattern VERIFIED = Pattern.compile("\\bVERIFIED\\b");
  private static final Pattern DONE = Pattern.compile("\\bDONE\\b");

  private static final Pattern PART = Pattern.compile("0\\.\\d+");
  private static final Pattern PERCENT = Pattern.compile("\\b\\d{1,2}(\\.\\d)?%");

  private static final String MISSING =
      """
      {"org": "%s", "wanted": {"uri": "https://us.example/hooks", "name": "Ours", "events": ["user.session.start"]},
       "status": "MISSING", "delivers": false, "lastVerified": null, "lastChecked": null, "warnings": []}
      """
          .formatted(ORG);

  /** More than the log gives in two windows. */
  private static final int PAGES = 12;

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
    removeHook();
    openConnections();

    click("Register hook", "Register");

    assertThat(org()).containsText(VERIFIED);
    assertThat(ours()).hasSize(1).allMatch(Hook::isVerified);
    assertThat(org()).not().containsText(Okta.SECRET);
    assertForEverybody("org");
  }

  /** Without waiting for the watch, which would have it verified too. */
  @Test
  void hook_verifiedByThePage_deliversAgainAndSaidSo() {
    okta.register();
    openConnections();
    assertThat(org()).containsText(VERIFIED);
    ours().forEach(hook -> okta.pretend.hooks().unverify(hook.id()));

    byRole(org(), AriaRole.BUTTON, "Verify now").click();

    assertThat(org().getByRole(AriaRole.STATUS)).containsText("verified the hook");
    assertThat(ours()).hasSize(1).allMatch(Hook::isVerified);
  }

  @Test
  void hook_deletedMeanwhile_isNotActedOnAnyMore() {
    okta.register();
    openConnections();
    Locator verify = byRole(org(), AriaRole.BUTTON, "Verify now");
    assertThat(verify).isEnabled();

    removeHook();

    assertThat(org()).containsText("No hook of this org is known yet");
    assertThat(verify).isDisabled();
    assertThat(byRole(org(), AriaRole.BUTTON, "Register hook")).isEnabled();
  }

  /** As between somebody's deleting it in Okta and the next look of the watch. */
  @Test
  void hook_missingInOkta_isSaidToBeWanted() {
    page.route(
        "**" + OktaSuite.path("hook"),
        asked -> asked.fulfill(new FulfillOptions().setBody(MISSING)));
    openConnections();

    assertThat(org()).containsText("MISSING");
    assertThat(org()).containsText("Okta does not have the hook that is wanted");
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
    Instant since = until.minus(Duration.ofMinutes(61));
    openConnections();

    byRole(org(), AriaRole.BUTTON, "Read a range…").click();
    Locator form = page.getByRole(AriaRole.DIALOG);
    form.getByLabel("From").fill(local(since));
    form.getByLabel("To").fill(local(until));
    byRole(form, AriaRole.BUTTON, "Start").click();

    Locator range = range(since).and(range(until));
    assertThat(range.getByRole(AriaRole.PROGRESSBAR)).isVisible();
    assertThat(range).containsText(DONE);
    assertThat(range).containsText("100%");
  }

  @Test
  void range_onItsWay_showsHowFarItIs() {
    okta.register();
    Instant until = Instant.now().minus(Duration.ofDays(60)).truncatedTo(ChronoUnit.MINUTES);
    Instant since = until.minus(Duration.ofMinutes(62));
    okta.storeBetween(since, until, PAGES * 1_000);
    okta.tightenLog();
    String run = okta.startRange(since, until);
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> !OktaSuite.json(okta.viewer(run)).isNull("readUntil"));

    openConnections();

    Locator range = range(since).and(range(until));
    assertThat(range.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", PART);
    assertThat(range).containsText(PERCENT);
  }

  // --- Steps ---

  private void openConnections() {
    // Of an org that has none yet, which is no mistake of the page.
    visitor.complaints().expect(404, "/hook");
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

  /** The range that begins or ends at this time of the visitor's day. */
  private Locator range(Instant time) {
    return byRole(org(), AriaRole.LIST, "Ranges")
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(local(time).replaceFirst(".*T", "")));
  }

  /** The first may have to wait for the turn of a server that was killed. */
  private void removeHook() {
    okta.register();
    assertThat(okta.operator("DELETE", OktaSuite.path("hook"), "").statusCode()).isEqualTo(204);
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
    return String.format(Locale.UK, "%,d", number);
  }
}
