package io.catchment.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands as an operator would. */
final class Shell {

  private Shell() {}

  /**
   * Runs a command to its end and returns what it printed.
   *
   * @throws IllegalStateException with its output, if it fails
   */
  static String run(Map<String, String> environment, List<String> command) {
    return run(environment, command, "");
  }

  /** The same, with something for it to read. */
  static String run(Map<String, String> environment, List<String> command, String input) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(ownJava());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try (OutputStream stream = process.getOutputStream()) {
        stream.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that stays, with its output in a log. */
  static Process start(Map<String, String> environment, List<String> command, Path log) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(ownJava());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Servers run on the JDK that the build runs on, by the names under which they look for it. */
  private static Map<String, String> ownJava() {
    String home = System.getProperty("java.home");
    return Map.of("JAVA_HOME", home, "AS_JAVA", home, "CATCHMENT_JAVA", home + "/bin/java");
  }
}
