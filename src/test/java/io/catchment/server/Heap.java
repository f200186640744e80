package io.catchment.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The heap of a running JVM, asked by the JDK's own tool. */
public final class Heap {

  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private Heap() {}

  /** What is in use after a full collection, in bytes. */
  public static long usedAfterCollection(long pid) {
    jcmd(pid, "GC.run");
    return USED.matcher(jcmd(pid, "GC.heap_info"))
            .results()
            .mapToLong(r -> Long.parseLong(r.group(1)))
            .sum()
        * 1024;
  }

  private static String jcmd(long pid, String command) {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return Shell.run(Map.of(), List.of(tool.toString(), Long.toString(pid), command));
  }
}
