package io.catchment.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own Chromium. On a Debian that lets us it is installed, once for all who ask; none
 * is ever downloaded from elsewhere.
 */
final class Chromium implements AutoCloseable {

  /** An environment variable: where it is, if it is nowhere usual. */
  private static final String VARIABLE = "CHROMIUM";

  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private static final Path APT = Path.of("/usr/bin/apt-get");
  private static final int MINUTES = 10;

  /** Asks nothing, and waits for another one that is at work; the lists may be young enough. */
  private static final String INSTALL =
      "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update;"
          + " apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends chromium";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts one without a window. */
  static Chromium start() {
    Path program = require();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LaunchOptions options = new LaunchOptions().setExecutablePath(program).setHeadless(true);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static synchronized Path require() {
    String named = System.getenv(VARIABLE);
    if (named != null) {
      return find(List.of(Path.of(named))).orElseThrow(() -> missing(named + " is none."));
    }
    return find(USUAL).orElseGet(Chromium::install);
  }

  private static Optional<Path> find(List<Path> places) {
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  private static Path install() {
    if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(APT)) {
      throw missing("None is installed.");
    }
    String output = run(INSTALL);
    return find(USUAL).orElseThrow(() -> missing("apt-get did not install it: " + output));
  }

  private static String run(String script) {
    try {
      Path output = Files.createTempFile("chromium", ".log");
      Process process =
          new ProcessBuilder("/bin/sh", "-c", script)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
      }
      String text = Files.readString(output).strip();
      Files.delete(output);
      return text;
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static IllegalStateException missing(String why) {
    return new IllegalStateException(
        "The tests of the console need a Chromium. "
            + why
            + " On Debian: apt-get install --no-install-recommends chromium. Anywhere else install"
            + " Chromium or Google Chrome and set the environment variable "
            + VARIABLE
            + " to the program.");
  }
}
