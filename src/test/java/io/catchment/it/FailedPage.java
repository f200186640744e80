package io.catchment.it;

import com.microsoft.playwright.PlaywrightException;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps a picture of what was to be seen when a test failed. */
final class FailedPage implements AfterTestExecutionCallback {

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      context.getRequiredTestInstances().findInstance(BrowserSuite.class).ifPresent(suite -> keep(suite, context));
    }
  }

  private static void keep(BrowserSuite suite, ExtensionContext context) {
    try {
      suite.visitor.picture(suite.folder(), "failed-" + context.getRequiredTestMethod().getName());
    } catch (PlaywrightException e) {
      context.publishReportEntry("picture", "There is none: " + e.getMessage());
    }
  }
}
