package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A browser for all tests of a suite, and a visitor who is new to it for each. Things are found by
 * their roles and names, as who cannot see finds them; what the browser complains of fails the
 * test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(FailedPage.class)
abstract class BrowserSuite {

  /** How long a view may take on a machine that is busy with servers, in milliseconds. */
  private static final double PATIENCE = 20_000;

  /** Whether the page has to be scrolled sideways, and for what. */
  private static final String TOO_WIDE =
      """
      () => {
        const {clientWidth, scrollWidth} = document.documentElement;
        const beside = element => element.getBoundingClientRect().right > clientWidth + 1;
        return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(element => beside(element) && ![...element.children].some(beside))
          .slice(0, 5)
          .map(element => `Beside ${clientWidth} pixels: ${element.outerHTML.slice(0, 200)}`);
      }
      """;

  final ServerSuite suite;
  private Chromium chromium;
  private final List<Visitor> visitors = new ArrayList<>();
  Visitor visitor;
  Page page;

  BrowserSuite(ServerSuite suite) {
    this.suite = suite;
  }

  @BeforeAll
  void startBrowser() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    chromium = Chromium.start();
  }

  @AfterAll
  void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void visit() {
    visitor = visitor();
    page = visitor.page();
  }

  @AfterEach
  void leaveWithoutComplaint() {
    List<String> complaints =
        visitors.stream().flatMap(one -> one.complaints().unexpected().stream()).toList();
    visitors.forEach(Visitor::close);
    visitors.clear();
    assertThat(complaints).isEmpty();
  }

  /** Somebody else, besides the one of the test. */
  Visitor visitor() {
    Visitor another = Visitor.of(chromium.browser(), suite.server);
    another.page().setDefaultTimeout(PATIENCE);
    visitors.add(another);
    return another;
  }

  // --- Looking ---

  Locator button(String name) {
    return byRole(page, AriaRole.BUTTON, name);
  }

  Locator link(String name) {
    return byRole(page, AriaRole.LINK, name);
  }

  Locator region(String name) {
    return byRole(page, AriaRole.REGION, name);
  }

  Locator grid(String name) {
    return byRole(page, AriaRole.GRID, name);
  }

  Locator dialog(String name) {
    return byRole(page, AriaRole.DIALOG, name);
  }

  static Locator byRole(Page page, AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator byRole(Locator place, AriaRole role, String name) {
    return place.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator byRole(Locator place, AriaRole role, Pattern name) {
    return place.getByRole(role, new Locator.GetByRoleOptions().setName(name));
  }

  /** The row of a grid in which this is written somewhere. */
  static Locator row(Locator grid, String text) {
    return grid.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** A link to the events that a filter finds. */
  static String events(String filter) {
    return "#/events?filter="
        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // --- Judging ---

  /** In both themes and widths the view can be used by everybody; pictures of it are kept. */
  void assertForEverybody(String view) {
    List<String> troubles = new ArrayList<>();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String name = view + "-" + theme.name().toLowerCase(Locale.ROOT);
      visitor.prefers(theme);
      for (int width : List.of(Visitor.NARROW, Visitor.WIDE)) {
        visitor.isWide(width).picture(folder(), name + "-" + width);
        troubles.addAll(tooWide());
      }
      Barriers.in(page).forEach(barrier -> troubles.add(name + ": " + barrier));
    }
    assertThat(troubles).isEmpty();
  }

  private List<String> tooWide() {
    return ((List<?>) page.evaluate(TOO_WIDE)).stream().map(Object::toString).toList();
  }

  /** Prints what was measured. */
  void report(String sentence) {
    System.out.println(folder() + ": " + sentence);
  }

  String folder() {
    return suite.getClass().getSimpleName();
  }
}
