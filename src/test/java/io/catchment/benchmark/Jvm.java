package io.catchment.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Another Java process, seen from outside. */
final class Jvm {

  private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Of the times in proc(5), on every Linux of today. */
  private static final int MILLISECONDS_PER_CLOCK_TICK = 10;

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

  /**
   * The CPU time of threads that live, by 15 characters of their names; those of a name together.
   */
  static Map<String, Duration> cpuByThread(long pid) {
    Map<String, Duration> result = new TreeMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        addCpu(result, thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  /**
   * From proc(5): the name is the second field, in brackets; user and system time are the 14th and
   * 15th.
   */
  private static void addCpu(Map<String, Duration> times, Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 0);
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      times.merge(name, Duration.ofMillis(ticks * MILLISECONDS_PER_CLOCK_TICK), Duration::plus);
    } catch (IOException e) {
      // It has ended since it was listed.
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
