package io.catchment.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.catchment.server.Build;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How quick the console is with a million events of a year: what was measured is printed. */
@Tag("long")
abstract class ManyEventsSuite extends RunningServer {

  /** In milliseconds. */
  private static final double FIRST_VIEW = 1_000;

  /** In milliseconds: what is longer is seen as a halt. */
  private static final double LONGEST_FRAME = 50;

  private static final int VISITS = 5;

  /** How far it is scrolled: beyond two pages. */
  private static final int ROWS = 240;

  /** In pixels, as the wheel of a mouse. */
  private static final int A_TURN = 400;

  /** In milliseconds: nobody turns a wheel faster for long. */
  private static final int BETWEEN_TURNS = 50;

  private static final int MOST_TURNS = 600;

  private Chromium chromium;

  ManyEventsSuite(int port) {
    super("wildfly", port);
  }

  /** Before when the last of the events happened. */
  abstract Instant end();

  @Override
  void configure() throws IOException {
    super.configure();
    server.withUser(Visitor.VIC.name(), Visitor.VIC.password(), "catchment-viewer");
  }

  @Override
  void startApplications() {
    server.start(Build.war());
  }

  @BeforeAll
  void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void firstView_ofADay_isDrawnWithinASecond() {
    List<Double> times = new ArrayList<>();
    visit(day());
    for (int i = 0; i < VISITS; i++) {
      times.add(visit(day()));
    }

    report("the first view of a day", times);
    assertThat(middle(times)).isLessThan(FIRST_VIEW);
  }

  @Test
  void firstView_ofTheYear_isDrawn() {
    report("the first view of the year", List.of(visit(year())));
  }

  @Test
  void scroll_throughTheYear_staysSmooth() {
    try (Visitor visitor = visitor()) {
      visitor.go(year());
      Locator grid = grid(visitor);
      row(grid).waitFor();
      point(visitor, grid);

      List<Double> frames = framesWhileScrolling(visitor, grid);

      report("a frame while scrolling", frames);
      assertThat(reached(grid)).isGreaterThan(ROWS);
      assertThat(at(frames, 0.95)).isLessThan(LONGEST_FRAME);
      assertThat(visitor.complaints().unexpected()).isEmpty();
    }
  }

  // --- Steps ---

  /** Somebody signs in and comes back later; how long it takes until there is something to read. */
  private double visit(String link) {
    try (Visitor visitor = visitor()) {
      visitor.go("#/audit");
      long start = System.nanoTime();
      visitor.page().navigate("about:blank");
      visitor.go(link);
      row(grid(visitor)).waitFor();
      double milliseconds = (System.nanoTime() - start) / 1e6;
      assertThat(chart(visitor)).isVisible();
      assertThat(visitor.complaints().unexpected()).isEmpty();
      return milliseconds;
    }
  }

  private Visitor visitor() {
    return Visitor.of(chromium.browser(), server).signedInAs(Visitor.VIC);
  }

  private String day() {
    return range(Duration.ofDays(1));
  }

  private String year() {
    return range(Duration.ofDays(365));
  }

  private String range(Duration length) {
    return "#/events?from=" + end().minus(length) + "&to=" + end();
  }

  private static Locator grid(Visitor visitor) {
    return BrowserSuite.byRole(visitor.page(), AriaRole.GRID, "Events");
  }

  private static Locator chart(Visitor visitor) {
    Locator figure = BrowserSuite.byRole(visitor.page(), AriaRole.FIGURE, "Events over time");
    return BrowserSuite.byRole(figure, AriaRole.IMG, "Chart");
  }

  /** The first one below the heads of the columns. */
  private static Locator row(Locator grid) {
    return grid.getByRole(AriaRole.ROW).nth(1);
  }

  private static void point(Visitor visitor, Locator grid) {
    BoundingBox box = grid.boundingBox();
    visitor.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** The times from one frame to the next, in milliseconds, also while a page is waited for. */
  private static List<Double> framesWhileScrolling(Visitor visitor, Locator grid) {
    visitor
        .page()
        .evaluate(
            """
            () => {
              window.frameTimes = [];
              let last = performance.now();
              const take = now => {
                window.frameTimes.push(now - last);
                last = now;
                requestAnimationFrame(take);
              };
              requestAnimationFrame(take);
            }
            """);
    for (int i = 0; i < MOST_TURNS && reached(grid) <= ROWS; i++) {
      visitor.page().mouse().wheel(0, A_TURN);
      visitor.page().waitForTimeout(BETWEEN_TURNS);
    }
    return ((List<?>) visitor.page().evaluate("frameTimes"))
        .stream().map(time -> ((Number) time).doubleValue()).toList();
  }

  /** The number of the last row that is there now. */
  private static int reached(Locator grid) {
    return Integer.parseInt(grid.getByRole(AriaRole.ROW).last().getAttribute("aria-rowindex"));
  }

  private void report(String what, List<Double> times) {
    System.out.printf(
        "%s: %s took %.0f ms, 95 %% up to %.0f ms, the longest %.0f ms (of %d).%n",
        getClass().getSimpleName(),
        what,
        middle(times),
        at(times, 0.95),
        at(times, 1),
        times.size());
  }

  private static double middle(List<Double> times) {
    return at(times, 0.5);
  }

  private static double at(List<Double> times, double part) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
