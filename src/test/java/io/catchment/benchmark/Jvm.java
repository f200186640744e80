package io.catchment.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another Java process, seen from outside. */
final class Jvm {

  private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private Jvm() {}

  /** The live objects, in bytes. */
  static long heapAfterCollection(long pid) {
    jcmd(pid, "GC.run");
    return 1024 * first(USED, jcmd(pid, "GC.heap_info"));
  }

  /** What of the process is in memory, in bytes. */
  static long residentBytes(long pid) {
    try {
      return 1024 * first(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String jcmd(long pid, String... command) {
    List<String> line =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid)));
    line.addAll(Arrays.asList(command));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long first(Pattern number, String text) {
    Matcher matcher = number.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + number + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
