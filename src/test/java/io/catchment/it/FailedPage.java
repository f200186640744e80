package io.catchment.it;

import com.microsoft.playwright.PlaywrightException;
import io.catchment.server.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what was to be seen when a test failed: a picture, and what a screen reader would read. */
final class FailedPage implements AfterTestExecutionCallback {

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      String name = "failed-" + context.getRequiredTestMethod().getName();
      context
          .getRequiredTestInstances()
          .findInstance(BrowserSuite.class)
          .ifPresent(suite -> keep(suite, name));
    }
  }

  private static void keep(BrowserSuite suite, String name) {
    List<String> lines = new ArrayList<>(suite.visitor.complaints().unexpected());
    try {
      lines.add(suite.page.url());
      lines.add(suite.page.locator("body").ariaSnapshot());
      suite.visitor.picture(suite.folder(), name);
    } catch (PlaywrightException e) {
      lines.add(e.getMessage());
    }
    write(suite.folder(), name, lines);
  }

  private static void write(String folder, String name, List<String> lines) {
    try {
      Files.createDirectories(Build.file("screenshots", folder));
      Files.write(Build.file("screenshots", folder, name + ".txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
