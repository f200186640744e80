package io.catchment.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Says with a failed test what the server warned of last: its log may be out of reach. */
final class LastWarnings implements TestExecutionExceptionHandler {

  private static final Pattern WARNING = Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b");
  private static final int LINES = 8;
  private static final int LONGEST_LINE = 300;

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Optional<RunningServer> running =
        context.getRequiredTestInstances().findInstance(RunningServer.class);
    if (failure instanceof TestAbortedException || running.isEmpty()) {
      throw failure;
    }
    Path log = running.get().server.log();
    throw new AssertionError(
        failure + "\nThe last warnings in " + log + ":\n" + lastWarnings(log), failure);
  }

  private static String lastWarnings(Path log) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    // Any byte is a character there: a killed server may leave half of one.
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
        String line = rest.next();
        if (WARNING.matcher(line).find()) {
          last.add(start(line) + (isHead(line) && rest.hasNext() ? start(rest.next()) : ""));
          if (last.size() > LINES) {
            last.remove();
          }
        }
      }
    }
    return String.join("\n", last);
  }

  /** Payara writes what it says into the next line. */
  private static boolean isHead(String line) {
    return line.startsWith("[#|");
  }

  private static String start(String line) {
    return line.substring(0, Math.min(line.length(), LONGEST_LINE));
  }
}
