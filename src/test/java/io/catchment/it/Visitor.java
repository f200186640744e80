package io.catchment.it;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import io.catchment.server.Build;
import io.catchment.server.Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Somebody who looks at the console in a browser that knows nothing yet: no session, nothing kept.
 * The clock is read in Tokyo, nine hours before UTC, and days are written as in Britain.
 */
final class Visitor implements AutoCloseable {

  static final int WIDE = 1280;
  static final int NARROW = 390;

  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private static final int HEIGHT = 900;
  private static final String HOME = "/catchment/";
  private static final String OUR_HEADER = "X-Catchment-Console";

  private final URI server;
  private final BrowserContext context;
  private final Complaints complaints;
  private final Page page;
  private Person signsIn;

  /** A user of the tests' servers. */
  record Person(String name, String password) {}

  static final Person VIC = new Person("vic", "Vi-password1");
  static final Person OLGA = new Person("olga", "Ol-password1");

  private Visitor(URI server, BrowserContext context) {
    this.server = server;
    this.context = context;
    this.complaints = Complaints.of(context, server);
    this.page = context.newPage();
  }

  static Visitor of(Browser browser, Server server) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDE, HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId(ZONE.getId())
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    return new Visitor(server.uri(HOME), context);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  Complaints complaints() {
    return complaints;
  }

  /** Signs in, once there is a page to do it in. */
  Visitor signedInAs(Person person) {
    signsIn = person;
    return this;
  }

  /** Goes where a link of the page would lead, which begins with {@code #}. */
  Visitor go(String link) {
    page.navigate(server + link);
    if (signsIn != null) {
      page.getByLabel("Name").fill(signsIn.name());
      page.getByLabel("Password").fill(signsIn.password());
      button("Sign in").click();
      button("Sign out").waitFor();
      signsIn = null;
    }
    return this;
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /** Asks the server for something with the session of the page, but not by the page. */
  APIResponse ask(String method, String path, boolean withOurHeader) {
    RequestOptions options = RequestOptions.create().setMethod(method);
    if (withOurHeader) {
      options.setHeader(OUR_HEADER, "1");
    }
    return context.request().fetch(server.resolve(path).toString(), options);
  }

  Visitor prefers(ColorScheme theme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    return this;
  }

  Visitor isWide(int width) {
    page.setViewportSize(width, HEIGHT);
    return this;
  }

  /** Keeps what is to be seen. */
  void picture(String folder, String name) {
    Path file = Build.file("screenshots", folder, name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  @Override
  public void close() {
    context.close();
  }
}
