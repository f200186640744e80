package io.catchment.it;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What keeps some people from using a page, as far as a program can find it. */
final class Barriers {

  private static final String AXE = read("/axe.min.js");

  private static final String SERIOUS =
      """
      () => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
        .filter(rule => ['serious', 'critical'].includes(rule.impact))
        .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`)))
      """;

  private Barriers() {}

  /** The serious ones, and those that are worse, as sentences. */
  static List<String> in(Page page) {
    if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
      page.evaluate(AXE);
    }
    return ((List<?>) page.evaluate(SERIOUS)).stream().map(Object::toString).toList();
  }

  private static String read(String resource) {
    try (InputStream script = Barriers.class.getResourceAsStream(resource)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
