package io.catchment.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see and do at the console. */
abstract class ConsolePageSuite extends BrowserSuite {

  private static final String SESSION = "/catchment/api/session";

  private static final String LOG = "**/api/v1/logs?**";

  /** An org of the tests whose dead letters nobody else makes. */
  private static final String ORG = "open";

  /** In milliseconds. */
  private static final double LIVE = 2_000;

  /** In bytes, as they come over the wire. */
  private static final int MOST_WEIGHT = 400_000;

  /** More than a page of the log. */
  private static final int MANY = 130;

  /** In pixels: beyond all rows. */
  private static final int FAR = 10_000;

  /** In milliseconds: beyond anything that the page waits for by itself. */
  private static final long LATER = 20_000;

  /** A page that has moved less is said to be still. */
  private static final double STILL = 0.1;

  ConsolePageSuite(ServerSuite suite) {
    super(suite);
  }

  // --- Who is there ---

  @Test
  void signIn_wrongPassword_saysSoAndTheRightOneLeadsToWhereTheLinkPoints() {
    visitor.complaints().expect(401, SESSION);
    visitor.go("#/audit");
    signIn("olga", "wrong");

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("password is wrong");
    signIn("olga", "Ol-password1");

    assertThat(grid("Audit trail")).isVisible();
    assertThat(page.getByText("olga (operator)")).isVisible();
    assertThat(page).hasURL(Pattern.compile("#/audit"));
  }

  @Test
  void signOut_once_endsTheSessionOnTheServer() {
    visitor.signedInAs(Visitor.VIC).go("#/overview");
    List<String> session = sessions();
    assertThat(page.getByText("vic (viewer)")).isVisible();

    button("Sign out").click();

    assertThat(button("Sign in")).isVisible();
    assertThat(
            suite
                .okta
                .send(
                    suite
                        .okta
                        .request(SESSION)
                        .header("Cookie", String.join("; ", session))
                        .header("X-Catchment-Console", "1"))
                .statusCode())
        .isEqualTo(401);
    page.reload();
    assertThat(button("Sign in")).isVisible();
  }

  @Test
  void view_byViewer_hasNothingToActWithAndTheServerRefusesToo() {
    keepDeadLetter();
    visitor.signedInAs(Visitor.VIC).go("#/dead-letters?org=" + ORG);

    assertThat(rows(grid("Dead letters")).nth(1)).isVisible();
    for (String action : List.of("Retry", "Delete", "Retry all that match…")) {
      assertThat(button(action)).hasCount(0);
    }
    visitor.go("#/connections");
    assertThat(region("acme")).isVisible();
    for (String action : List.of("Register hook", "Verify now", "Read a range…")) {
      assertThat(button(action)).hasCount(0);
    }
    assertRefused("DELETE", "/catchment/api/dead-letters/1");
    assertRefused("POST", "/catchment/api/dead-letters/1/retry");
    assertRefused("POST", "/catchment/api/dead-letters/retry");
    assertRefused("PUT", "/catchment/api/orgs/acme/hook");
    assertRefused("POST", "/catchment/api/orgs/acme/reconciliation");
  }

  private void assertRefused(String method, String path) {
    APIResponse answer = visitor.ask(method, path, true);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(403);
  }

  /** As a page of somebody else could have the browser do. */
  @Test
  void call_withTheSessionAndNotByThePage_isRefused() {
    long id = keepDeadLetter();
    visitor.signedInAs(Visitor.OLGA).go("#/audit");

    for (String method : List.of("GET", "DELETE")) {
      APIResponse answer = visitor.ask(method, "/catchment/api/dead-letters/" + id, false);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("X-Catchment-Console");
    }
    assertThat(visitor.ask("GET", "/catchment/api/dead-letters/" + id, true).status())
        .isEqualTo(200);
  }

  // --- Events ---

  @Test
  void live_newEvent_appearsWithinTwoSecondsAndWaitsWhileSomebodyReads() {
    String type = type();
    String old = store(type, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(row(old)).isVisible();
    button("Live").click();
    assertThat(pressed("Live")).isVisible();

    String fresh = deliver(type, "SUCCESS", Instant.now());
    assertThat(row(fresh)).isVisible(new IsVisibleOptions().setTimeout(LIVE));

    button("Pause").click();
    double place = row(old).boundingBox().y;
    String waiting = deliver(type, "SUCCESS", Instant.now());
    assertThat(button("1 new event")).isVisible();
    assertThat(row(waiting)).hasCount(0);
    assertThat(row(old).boundingBox().y).isEqualTo(place);
    button("Resume").click();
    assertThat(row(waiting)).isVisible();
  }

  @Test
  void live_pausedOrOffBeforeTheNextCount_numbersFollowTheList() {
    String type = type();
    store(type, "SUCCESS", Instant.now());
    page.clock().install();
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(counted("1 event")).isVisible();
    button("Live").click();
    assertThat(pressed("Live")).isVisible();

    button("Pause").click();
    String paused = deliver(type, "SUCCESS", Instant.now());
    assertThat(button("1 new event")).isVisible();
    page.clock().fastForward(LATER);
    button("Resume").click();
    assertThat(row(paused)).isVisible();
    assertThat(counted("2 events")).isVisible();

    String last = deliver(type, "SUCCESS", Instant.now());
    assertThat(row(last)).isVisible();
    button("Live").click();
    page.clock().fastForward(LATER);
    assertThat(counted("3 events")).isVisible();
  }

  private Locator counted(String words) {
    return page.getByText(words, new Page.GetByTextOptions().setExact(true));
  }

  @Test
  void filter_changed_saysThatTheRowsAreOldUntilTheNewOnesAreThere() {
    String before = type();
    String after = type();
    String old = store(before, "SUCCESS", Instant.now());
    String fresh = store(after, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.VIC).go(ofType(before));
    assertThat(row(old)).isVisible();
    assertThat(grid("Events")).not().hasAttribute("aria-busy", "true");
    double place = row(old).boundingBox().y;

    HeldBack log = HeldBack.of(page, LOG);
    go(ofType(after));

    assertThat(grid("Events")).hasAttribute("aria-busy", "true");
    assertThat(comingRows()).isVisible();
    assertThat(row(old).boundingBox().y).isEqualTo(place);
    log.letGo();
    assertThat(row(fresh)).isVisible();
    assertThat(row(old)).hasCount(0);
    assertThat(comingRows()).hasCount(0);
    assertThat(grid("Events")).not().hasAttribute("aria-busy", "true");
  }

  @Test
  void page_further_isSaidToBeLoading() {
    String type = type();
    String last = storeMany(type).get(MANY - 1);
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(rows(grid("Events")).nth(1)).isVisible();
    assertThat(comingRows()).hasCount(0);

    HeldBack log = HeldBack.of(page, LOG);
    scroll(grid("Events"));
    assertThat(comingRows()).isVisible();
    log.letGo();

    assertThat(comingRows()).hasCount(0);
    scroll(grid("Events"));
    assertThat(row(last)).isInViewport();
  }

  @Test
  void filter_changedAfterScrolling_showsTheNewestFirst() {
    String before = type();
    String after = type();
    storeMany(before);
    String newest = storeMany(after).get(0);
    visitor.signedInAs(Visitor.VIC).go(ofType(before));
    Locator first = rows(grid("Events")).nth(1);
    assertThat(first).isInViewport();
    scroll(grid("Events"));
    assertThat(first).not().hasAttribute("aria-rowindex", "2");

    link("Audit").click();
    assertThat(grid("Audit trail")).isVisible();
    go(ofType(after));

    assertThat(row(newest)).isInViewport();
  }

  /** Turns the wheel over it. */
  private void scroll(Locator grid) {
    grid.hover();
    page.mouse().wheel(0, FAR);
  }

  /** Within the page that is there. */
  private void go(String link) {
    page.evaluate("link => location.hash = link", link);
  }

  private Locator comingRows() {
    return page.getByRole(AriaRole.STATUS).getByText("Loading…");
  }

  @Test
  void brush_partOfTheTime_changesLinkAndList() {
    String type = type();
    Instant now = Instant.now();
    String before = store(type, "SUCCESS", now.minus(45, ChronoUnit.MINUTES));
    String within = store(type, "SUCCESS", now.minus(30, ChronoUnit.MINUTES));
    String after = store(type, "FAILURE", now.minus(8, ChronoUnit.MINUTES));
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    byRole(byRole(page, AriaRole.GROUP, "Time range"), AriaRole.BUTTON, "1 hour").click();
    for (String mark : List.of(before, within, after)) {
      assertThat(row(mark)).isVisible();
    }
    String link = page.url();

    brush(0.35, 0.65);

    assertThat(row(within)).isVisible();
    assertThat(row(before)).hasCount(0);
    assertThat(row(after)).hasCount(0);
    assertThat(page).not().hasURL(link);
    button("Zoom out").click();
    assertThat(row(before)).isVisible();
    button("Zoom in").click();
    assertThat(row(before)).hasCount(0);
    assertThat(row(within)).isVisible();
    page.goBack();
    assertThat(row(before)).isVisible();
  }

  /** The list is there before its events are counted, over which somebody may draw already. */
  @Test
  void brush_beforeTheTimeIsCounted_isOfTheTimeThatWasChosen() {
    String type = type();
    Instant now = Instant.now();
    String before = store(type, "SUCCESS", now.minus(45, ChronoUnit.MINUTES));
    String within = store(type, "SUCCESS", now.minus(30, ChronoUnit.MINUTES));
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(chart()).isVisible();
    page.route("**/api/statistics?**", asked -> {});
    byRole(byRole(page, AriaRole.GROUP, "Time range"), AriaRole.BUTTON, "1 hour").click();
    assertThat(page).hasURL(Pattern.compile("range=1h"));

    brush(0.35, 0.65);
    page.unroute("**/api/statistics?**");

    assertThat(page).hasURL(Pattern.compile("from="));
    assertThat(row(within)).isVisible();
    assertThat(row(before)).hasCount(0);
  }

  /** Draws over a part of the chart, given in parts of its width. */
  private void brush(double from, double to) {
    BoundingBox chart = chart().boundingBox();
    double height = chart.y + chart.height / 2;
    page.mouse().move(chart.x + chart.width * from, height);
    page.mouse().down();
    page.mouse().move(chart.x + chart.width * (from + to) / 2, height);
    page.mouse().move(chart.x + chart.width * to, height);
    page.mouse().up();
  }

  /** What is drawn downwards scrolls, and chooses nothing. */
  @Test
  void brush_byFingerOnANarrowPage_changesLinkAndList() {
    String type = type();
    Instant now = Instant.now();
    String within = store(type, "SUCCESS", now.minus(30, ChronoUnit.MINUTES));
    String after = store(type, "FAILURE", now.minus(8, ChronoUnit.MINUTES));
    visitor.isWide(Visitor.NARROW).signedInAs(Visitor.VIC).go(ofType(type));
    byRole(byRole(page, AriaRole.GROUP, "Time range"), AriaRole.BUTTON, "1 hour").click();
    assertThat(row(within)).isVisible();
    assertThat(row(after)).isVisible();
    chart().scrollIntoViewIfNeeded();
    BoundingBox chart = chart().boundingBox();
    double middle = chart.y + chart.height / 2;
    String link = page.url();

    drawByFinger(chart.x + chart.width / 2, middle, chart.x + chart.width / 2 + 4, middle + 120);
    assertThat(page).hasURL(link);
    chart().scrollIntoViewIfNeeded();
    chart = chart().boundingBox();
    middle = chart.y + chart.height / 2;
    drawByFinger(chart.x + chart.width * 0.35, middle, chart.x + chart.width * 0.7, middle);

    assertThat(page).not().hasURL(link);
    assertThat(row(within)).isVisible();
    assertThat(row(after)).hasCount(0);
  }

  private void drawByFinger(double fromX, double fromY, double toX, double toY) {
    CDPSession browser = page.context().newCDPSession(page);
    touch(browser, "touchStart", fromX, fromY);
    for (int step = 1; step <= 10; step++) {
      touch(
          browser,
          "touchMove",
          fromX + (toX - fromX) * step / 10,
          fromY + (toY - fromY) * step / 10);
    }
    browser.send("Input.dispatchTouchEvent", touches("touchEnd"));
    browser.detach();
  }

  private static void touch(CDPSession browser, String type, double x, double y) {
    JsonObject point = new JsonObject();
    point.addProperty("x", x);
    point.addProperty("y", y);
    JsonObject event = touches(type);
    event.getAsJsonArray("touchPoints").add(point);
    browser.send("Input.dispatchTouchEvent", event);
  }

  private static JsonObject touches(String type) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", new JsonArray());
    return event;
  }

  /** No filter can ask for an origin: the API's own parameter does, also for the file. */
  @Test
  void facetOrigin_once_changesLinkListAndFileAndAChipRemovesIt() {
    String type = type();
    String mark = store(type, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.OLGA).go(ofType(type));
    assertThat(row(mark)).isVisible();
    region("Facets").getByText("Origin", new Locator.GetByTextOptions().setExact(true)).click();

    facet("hook (1)").check();

    assertThat(row(mark)).isVisible();
    assertThat(page).hasURL(Pattern.compile("[?&]origin=HOOK(&|$)"));
    assertThat(byRole(page, AriaRole.LINK, "Export CSV"))
        .hasAttribute("href", Pattern.compile("[?&]origin=HOOK(&|$)"));
    String link = page.url().replaceFirst("^[^#]*", "");
    page = visitor().signedInAs(Visitor.VIC).go(link.replace("=HOOK", "=SYSTEM_LOG")).page();
    assertThat(page.getByText("No events found")).isVisible();
    assertThat(row(mark)).hasCount(0);
    button("Remove origin recovered").click();
    assertThat(row(mark)).isVisible();
    assertThat(page).not().hasURL(Pattern.compile("origin="));
  }

  @Test
  void facetOrg_several_findTheEventsOfEach() {
    String type = type();
    String mark = store(type, "SUCCESS", Instant.now());

    visitor.signedInAs(Visitor.VIC).go(ofType(type) + "&org=left-us");
    assertThat(page.getByText("No events found")).isVisible();
    region("Facets").getByText(Pattern.compile("^Org\\s*1$")).click();
    byRole(region("Facets"), AriaRole.GROUP, "Org").getByRole(AriaRole.CHECKBOX).nth(1).check();

    assertThat(row(mark)).isVisible();
    assertThat(page).hasURL(Pattern.compile("org=left-us&org="));
    button("Remove org left-us").click();
    assertThat(row(mark)).isVisible();
    assertThat(page).not().hasURL(Pattern.compile("left-us"));
  }

  @Test
  void facet_once_changesLinkAndListAndTheLinkShowsTheSameToOthers() {
    String type = type();
    String good = store(type, "SUCCESS", Instant.now());
    String bad = store(type, "FAILURE", Instant.now());
    visitor.signedInAs(Visitor.OLGA).go(ofType(type));
    assertThat(row(good)).isVisible();

    facet("SUCCESS (1)").waitFor();
    facet("FAILURE (1)").check();

    assertThat(row(good)).hasCount(0);
    assertThat(row(bad)).isVisible();
    String link = page.url().replaceFirst("^[^#]*", "");
    page = visitor().signedInAs(Visitor.VIC).go(link).page();
    assertThat(row(bad)).isVisible();
    assertThat(row(good)).hasCount(0);
    assertThat(filter()).hasValue("eventType eq \"" + type + "\"");
    assertThat(facet("FAILURE (1)")).isChecked();
    facet("FAILURE (1)").uncheck();
    assertThat(row(good)).isVisible();
  }

  @Test
  void filter_typed_completesAndSaysWhereItIsWrong() {
    visitor.complaints().expect(400, "/catchment/api/");
    visitor.signedInAs(Visitor.VIC).go("#/events");
    filter().pressSequentially("outcome.re");

    Locator completions = byRole(page, AriaRole.LISTBOX, "Completions");
    assertThat(completions.getByRole(AriaRole.OPTION).getByText("outcome.result")).isVisible();
    filter().pressSequentially("sult");
    assertThat(completions).isHidden();
    filter().fill("eventType is 1");
    button("Apply").click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText(Pattern.compile("Filter: .*at position \\d+", Pattern.CASE_INSENSITIVE));
  }

  @Test
  void range_ofOneHourLongAgo_isInTheLinkAndHasItsEvents() {
    String type = type();
    Instant then = Instant.parse("2026-03-04T05:06:07.890Z");
    String mark = store(type, "SUCCESS", then);
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(grid("Events")).isVisible();

    button("Absolute…").click();
    // In the time of who looks.
    page.getByLabel("From", exactly()).fill("2026-03-04T14:00");
    page.getByLabel("To", exactly()).fill("2026-03-04T15:00");
    button("Apply range").click();

    assertThat(row(mark)).isVisible();
    assertThat(row(mark).getByText("14:06:07")).isVisible();
    assertThat(row(mark).getByTitle(Pattern.compile("05:06:07.890 UTC"))).isVisible();
    assertThat(page).hasURL(Pattern.compile("2026-03-04T05(:|%3A)00"));
    assertThat(page.getByTitle("2026-03-04 05:00:00.000 UTC – 2026-03-04 06:00:00.000 UTC"))
        .isVisible();
  }

  @Test
  void range_ofAnotherYear_saysWhichInTheList() {
    String type = type();
    String mark = store(type, "SUCCESS", Instant.parse("2024-03-04T05:06:07.890Z"));

    visitor
        .signedInAs(Visitor.VIC)
        .go(ofType(type) + "&from=2024-03-04T05:00:00Z&to=2024-03-04T06:00:00Z");

    assertThat(row(mark)).containsText("04 Mar 2024, 14:06:07");
    assertThat(byRole(page, AriaRole.GROUP, "Time range")).containsText("4 Mar 2024, 14:00");
  }

  @Test
  void chart_hovered_hasTheTimeOfThePieceInUtc() {
    String type = type();
    store(type, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(chart()).isVisible();

    chart().hover();

    assertThat(page.getByTitle(Pattern.compile("^[-\\d]{10} [:.\\d]{12} UTC – [-\\d]{10} ")))
        .isVisible();
  }

  @Test
  void facets_pageThatChangesItsWidth_areBesideTheListOrFolded() {
    visitor.isWide(Visitor.NARROW).signedInAs(Visitor.VIC).go("#/events");
    assertThat(grid("Events")).isVisible();
    assertThat(region("Facets")).isHidden();

    visitor.isWide(Visitor.WIDE);
    assertThat(region("Facets")).isVisible();
    visitor.isWide(Visitor.NARROW);
    assertThat(region("Facets")).isHidden();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  @Test
  void save_view_isThereForItsOwnerAndSharedForOthers() {
    String mine = "Mine " + type();
    String ours = "Ours " + type();
    visitor.signedInAs(Visitor.OLGA).go(ofType(type()));
    saveView(mine, false);
    saveView(ours, true);
    assertThat(savedViews().getByText(mine)).isVisible();

    page = visitor().signedInAs(Visitor.VIC).go("#/events").page();

    savedViews().getByText(ours).click();
    assertThat(filter()).hasValue(Pattern.compile("test\\.page"));
    assertThat(savedViews().getByText(mine)).hasCount(0);
  }

  private void saveView(String name, boolean shared) {
    button("Save view").click();
    page.getByLabel("Name", exactly()).fill(name);
    byRole(dialog("Save view"), AriaRole.CHECKBOX, "Share it with everybody").setChecked(shared);
    byRole(dialog("Save view"), AriaRole.BUTTON, "Save").click();
    assertThat(savedViews().getByText(name)).isVisible();
  }

  private Locator savedViews() {
    return byRole(page, AriaRole.LIST, "Saved views");
  }

  // --- One event ---

  @Test
  void event_opened_tellsItsWay() {
    String type = type();
    String mark = store(type, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    row(mark).click();
    if (!page.url().contains("#/events/")) {
      page.keyboard().press("Enter");
    }

    assertThat(page).hasURL(Pattern.compile("#/events/[0-9a-f-]{36}"));
    assertThat(region("Summary")).containsText(mark);
    Locator way = byRole(page, AriaRole.LIST, "Way");
    for (String step : List.of("Published", "Received", "Queued", "Stored", "CatchmentEvents")) {
      assertThat(way).containsText(Pattern.compile(step, Pattern.CASE_INSENSITIVE));
    }
    assertThat(way).containsText("durable before the sender was answered");
    button("Copy as curl").click();
    assertThat(clipboard()).startsWith("curl ").doesNotContain("JSESSIONID", sessions().get(0));
  }

  @Test
  void event_publishedByAClockAhead_wayGoesBackInTime() {
    String uuid = Samples.uuid();
    store(uuid, type(), "SUCCESS", Instant.now().plus(10, ChronoUnit.MINUTES));

    visitor.signedInAs(Visitor.VIC).go("#/events/" + uuid + "?org=acme");

    assertThat(byRole(page, AriaRole.LIST, "Way"))
        .containsText(Pattern.compile("(?<!\\+)−\\d+ min"));
  }

  @Test
  void tree_click_filtersOrExcludesOrCopies() {
    String type = type();
    String uuid = Samples.uuid();
    String bad = store(uuid, type, "FAILURE", Instant.now());
    String good = store(type, "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.VIC).go("#/events/" + uuid + "?org=acme");

    choose("outcome.result", "Copy path");
    assertThat(clipboard()).isEqualTo("outcome.result");
    choose("eventType", "Filter by this");
    assertThat(filter()).hasValue("eventType eq \"" + type + "\"");
    assertThat(row(bad)).isVisible();
    assertThat(row(good)).isVisible();
    page.goBack();
    choose("outcome.result", "Exclude this");

    assertThat(filter()).hasValue(Pattern.compile("outcome\\.result"));
    assertThat(row(bad)).hasCount(0);
  }

  private void choose(String path, String action) {
    Locator tree = byRole(page, AriaRole.TREE, "Event JSON");
    byRole(tree, AriaRole.BUTTON, "Actions for " + path).click();
    byRole(page, AriaRole.MENUITEM, action).click();
  }

  private String clipboard() {
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  // --- Dead letters ---

  @Test
  void deadLetter_retried_isStoredAndWrittenToTheAuditTrail() {
    String uuid = Samples.uuid();
    long id = keepDeadLetter();
    suite.probe.update(
        "update dead_letter set body = '" + Samples.event(uuid) + "' where id = " + id);
    visitor.signedInAs(Visitor.OLGA).go("#/dead-letters?org=" + ORG);
    Locator latest = rows(grid("Dead letters")).nth(1);

    byRole(latest, AriaRole.BUTTON, "Retry").click();
    byRole(dialog("Confirm"), AriaRole.BUTTON, "Retry").click();

    assertThat(page.getByRole(AriaRole.STATUS).getByText(Pattern.compile("stored"))).isVisible();
    suite.awaitStored(List.of(uuid));
    visitor.go("#/audit");
    Locator entry = row(grid("Audit trail"), "dead letter " + id);
    assertThat(entry).hasCount(1);
    assertThat(entry).containsText("olga");
  }

  @Test
  void deadLetter_deleted_isAskedForFirstAndGone() {
    long kept = keepDeadLetter();
    long given = keepDeadLetter();
    visitor.signedInAs(Visitor.OLGA).go("#/dead-letters?org=" + ORG);
    Locator latest = rows(grid("Dead letters")).nth(1);

    byRole(latest, AriaRole.BUTTON, "Delete").click();
    byRole(dialog("Confirm"), AriaRole.BUTTON, "Cancel").click();
    assertThat(deadLetters("id = " + given)).isOne();
    byRole(latest, AriaRole.BUTTON, "Delete").click();
    byRole(dialog("Confirm"), AriaRole.BUTTON, "Delete").click();

    await().atMost(ServerSuite.SOON).until(() -> deadLetters("id = " + given) == 0);
    assertThat(deadLetters("id = " + kept)).isOne();
    assertThat(grid("Dead letters")).isFocused();
    assertThat(selected("Dead letters")).containsText(String.valueOf(kept));
  }

  @Test
  void deadLetter_retriedAndStays_showsWhyNowAndKeepsTheFocus() {
    long id = keepDeadLetter();
    suite.probe.update("update dead_letter set reason = 'It was too early' where id = " + id);
    visitor.complaints().expect(422, "/retry");
    visitor.signedInAs(Visitor.OLGA).go("#/dead-letters?org=" + ORG);
    Locator latest = rows(grid("Dead letters")).nth(1);
    assertThat(latest).containsText("It was too early");

    byRole(latest, AriaRole.BUTTON, "Retry").click();
    byRole(dialog("Confirm"), AriaRole.BUTTON, "Retry").click();

    assertThat(page.getByRole(AriaRole.STATUS).getByText("It stays: ")).isVisible();
    assertThat(latest).containsText("The event has no uuid");
    assertThat(grid("Dead letters")).isFocused();
    assertThat(selected("Dead letters")).containsText(String.valueOf(id));
  }

  private long deadLetters(String condition) {
    return suite.probe.count("dead_letter", condition);
  }

  // --- With the keyboard ---

  @Test
  void keyboard_alone_leadsEverywhere() {
    String type = type();
    String older = store(type, "SUCCESS", Instant.now().minusSeconds(60));
    String newer = store(type, "SUCCESS", Instant.now());
    visitor.go("#/events");
    signInByKeys();

    press("/");
    assertThat(filter()).isFocused();
    assertFocusVisible();
    page.keyboard().insertText("eventType eq \"" + type + "\"");
    press("Enter", "Escape");
    assertThat(rows(grid("Events"))).hasCount(3);
    press("j");
    assertThat(selected("Events")).containsText(newer);
    press("j");
    assertThat(selected("Events")).containsText(older);
    press("k", "Enter");
    assertThat(page).hasURL(Pattern.compile("#/events/"));
    assertThat(region("Summary")).containsText(newer);
    press("Escape");
    assertThat(row(older)).isVisible();
    press("?");
    assertThat(dialog("Keyboard")).isVisible();
    press("Escape");
    assertThat(dialog("Keyboard")).hasCount(0);
    press(".");
    assertThat(button("Pause")).isVisible();
    press(".");
    assertThat(button("Resume")).isVisible();
  }

  @Test
  void leader_withNoSecondKeyInTime_takesNoKeyAway() {
    String type = type();
    String mark = store(type, "SUCCESS", Instant.now());
    page.clock().install();
    visitor.signedInAs(Visitor.VIC).go(ofType(type));
    assertThat(row(mark)).isVisible();

    press("g", "j");
    assertThat(selected("Events")).containsText(mark);
    press("g");
    page.clock().fastForward(LATER);
    press("o", "Enter");
    assertThat(region("Summary")).isVisible();
    press("g", "o");
    assertThat(page).hasURL(Pattern.compile("#/overview"));
  }

  /** The list has neither all of it nor room, on a narrow page. */
  @Test
  void auditEntry_onANarrowPage_canBeReadByTouchAndByKeys() {
    visitor.isWide(Visitor.NARROW).signedInAs(Visitor.OLGA).go("#/audit");

    rows(grid("Audit trail"))
        .filter(new Locator.FilterOptions().setHasText("olga"))
        .first()
        .click();
    assertThat(dialog("Audit entry")).containsText("olga");
    assertThat(dialog("Audit entry"))
        .containsText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
    press("Escape");
    assertThat(dialog("Audit entry")).hasCount(0);
    press("Enter");

    assertThat(dialog("Audit entry")).containsText("olga");
  }

  private void signInByKeys() {
    assertThat(page.getByLabel("Name", exactly())).isFocused();
    page.keyboard().insertText("vic");
    press("Tab");
    assertFocusVisible();
    page.keyboard().insertText("Vi-password1");
    press("Enter");
    assertThat(grid("Events")).isVisible();
  }

  private void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** An outline, or a shadow that stands for one. */
  private void assertFocusVisible() {
    assertThat(
            page.evaluate(
                "(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none')"
                    + "(getComputedStyle(document.activeElement))"))
        .isEqualTo(true);
  }

  private Locator selected(String grid) {
    return grid(grid).getByRole(AriaRole.ROW, new Locator.GetByRoleOptions().setSelected(true));
  }

  // --- For everybody ---

  @ParameterizedTest
  @CsvSource({
    "overview, #/overview, region, Arrivals",
    "events, #/events, grid, Events",
    "connections, #/connections, region, Subscriptions",
    "dead-letters, #/dead-letters, grid, Dead letters",
    "audit, #/audit, grid, Audit trail",
  })
  void view_anyThemeAndWidth_isForEverybody(String name, String link, String role, String sight) {
    store(type(), "FAILURE", Instant.now());
    keepDeadLetter();
    visitor.signedInAs(Visitor.OLGA).go(link);
    assertThat(byRole(page, AriaRole.valueOf(role.toUpperCase(Locale.ROOT)), sight)).isVisible();
    awaitRest();

    assertStill();
    assertForEverybody(name);
  }

  @Test
  void oneEvent_anyThemeAndWidth_isForEverybody() {
    String uuid = Samples.uuid();
    store(uuid, type(), "SUCCESS", Instant.now());
    visitor.signedInAs(Visitor.OLGA).go("#/events/" + uuid + "?org=acme");
    assertThat(byRole(page, AriaRole.TREE, "Event JSON")).isVisible();
    awaitRest();

    assertStill();
    assertForEverybody("event");
  }

  @Test
  void signIn_anyThemeAndWidth_isForEverybody() {
    visitor.go("");
    assertThat(button("Sign in")).isVisible();

    assertForEverybody("sign-in");
  }

  @Test
  void page_firstSeen_isLight() {
    visitor.signedInAs(Visitor.VIC).go("#/events");
    assertThat(grid("Events")).isVisible();
    awaitRest();

    int weight = ((Number) page.evaluate(WEIGHT)).intValue();
    report("The console weighs %,d bytes over the wire.".formatted(weight));
    assertThat(weight).isPositive().isLessThan(MOST_WEIGHT);
  }

  // --- Trouble ---

  @Test
  void server_away_isSaidAndTriedAgain() {
    visitor.signedInAs(Visitor.VIC).go("#/audit");
    assertThat(grid("Audit trail")).isVisible();
    link("Events").click();
    assertThat(grid("Events")).isVisible();
    visitor.complaints().expectNoAnswer("/catchment/");
    visitor.context().setOffline(true);

    link("Audit").click();
    assertThat(page.getByText("Server away, trying again")).isVisible();
    visitor.context().setOffline(false);

    assertThat(grid("Audit trail")).isVisible();
    assertThat(page.getByText("Server away, trying again")).hasCount(0);
  }

  @Test
  void server_awayAtTheStart_isSaidAndTheConsoleComesByItself() {
    visitor.signedInAs(Visitor.VIC).go("#/audit");
    assertThat(grid("Audit trail")).isVisible();
    visitor.complaints().expectNoAnswer(SESSION);
    page.route("**" + SESSION, Route::abort);

    page.reload();
    assertThat(page.getByText("Server away, trying again")).isVisible();
    page.unroute("**" + SESSION);

    assertThat(grid("Audit trail")).isVisible();
    assertThat(page.getByText("Server away, trying again")).hasCount(0);
  }

  // --- Steps ---

  private static final String WEIGHT =
      """
      performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
        .filter(entry => !entry.name.includes('/catchment/api/'))
        .reduce((sum, entry) => sum + entry.transferSize, 0)
      """;

  private static final String MOVED =
      """
      () => new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => list.getEntries()
          .filter(shift => !shift.hadRecentInput).forEach(shift => sum += shift.value))
          .observe({type: 'layout-shift', buffered: true});
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
      })
      """;

  /** Nothing has jumped while the view came together. */
  private void assertStill() {
    assertThat(((Number) page.evaluate(MOVED)).doubleValue()).isLessThan(STILL);
  }

  /** Waits until nothing says any more that it is still to come. */
  private void awaitRest() {
    assertThat(page.getByText(Pattern.compile("^(Loading|Counting)…$"))).hasCount(0);
  }

  private void signIn(String name, String password) {
    page.getByLabel("Name", exactly()).fill(name);
    page.getByLabel("Password", exactly()).fill(password);
    button("Sign in").click();
  }

  private List<String> sessions() {
    return visitor.context().cookies().stream().map(one -> one.name + "=" + one.value).toList();
  }

  private static String type() {
    return "test.page." + Samples.uuid().replace("-", "").substring(0, 20);
  }

  /** A link to the events of this type. */
  private static String ofType(String type) {
    return events("eventType eq \"" + type + "\"");
  }

  private Locator filter() {
    return byRole(page, AriaRole.COMBOBOX, "Filter");
  }

  /** What can be drawn over: its place is on the page before anything was counted. */
  private Locator chart() {
    return byRole(byRole(page, AriaRole.FIGURE, "Events over time"), AriaRole.IMG, "Chart");
  }

  private Locator pressed(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true).setPressed(true));
  }

  private Locator facet(String name) {
    return byRole(region("Facets"), AriaRole.CHECKBOX, name);
  }

  private Locator row(String mark) {
    return row(grid("Events"), mark);
  }

  private static Locator rows(Locator grid) {
    return grid.getByRole(AriaRole.ROW);
  }

  /** Stores an event; the name of who did it, which no other event has. */
  private String store(String type, String outcome, Instant publishedAt) {
    return store(Samples.uuid(), type, outcome, publishedAt);
  }

  private String store(String uuid, String type, String outcome, Instant publishedAt) {
    String mark = deliver(uuid, type, outcome, publishedAt);
    suite.awaitStored(List.of(uuid));
    return mark;
  }

  private String deliver(String type, String outcome, Instant publishedAt) {
    return deliver(Samples.uuid(), type, outcome, publishedAt);
  }

  private String deliver(String uuid, String type, String outcome, Instant publishedAt) {
    String event = event(uuid, type, outcome, publishedAt);
    assertThat(suite.okta.deliver(Samples.delivery(event)).statusCode()).isEqualTo(204);
    return mark(uuid);
  }

  private static String event(String uuid, String type, String outcome, Instant publishedAt) {
    return Samples.event(uuid, type, "robin@acme.example")
        .replace("2026-02-03T04:05:06.789Z", publishedAt.truncatedTo(ChronoUnit.MILLIS).toString())
        .replace("\"result\":\"SUCCESS\"", "\"result\":\"" + outcome + "\"")
        .replace("Kim Hr", mark(uuid));
  }

  private static String mark(String uuid) {
    return "Kim " + uuid.substring(0, 8);
  }

  /** Stores more than a page of events; the marks of them, the newest first. */
  private List<String> storeMany(String type) {
    Instant newest = Instant.now();
    List<String> uuids = Samples.uuids(MANY);
    List<String> events =
        IntStream.range(0, MANY)
            .mapToObj(i -> event(uuids.get(i), type, "SUCCESS", newest.minusSeconds(i)))
            .toList();
    assertThat(suite.okta.deliver(Samples.delivery(events)).statusCode()).isEqualTo(204);
    suite.awaitStored(uuids);
    return uuids.stream().map(ConsolePageSuite::mark).toList();
  }

  /** Delivers something that is no event; its id, the highest of all. */
  private long keepDeadLetter() {
    String element = "{\"mark\":\"" + Samples.uuid() + "\"}";
    String delivery = Samples.delivery(element);
    assertThat(
            suite
                .okta
                .send(suite.okta.delivery(ORG).POST(BodyPublishers.ofString(delivery)))
                .statusCode())
        .isEqualTo(204);
    String bytes = Base64.getEncoder().encodeToString(element.getBytes(StandardCharsets.UTF_8));
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                suite.probe.deadLetters("org = '" + ORG + "'").stream()
                    .filter(letter -> letter.getString("body").equals(bytes))
                    .map(letter -> Long.parseLong(letter.getString("id")))
                    .toList(),
            ids -> !ids.isEmpty())
        .get(0);
  }
}
