package io.catchment.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The server's CPU time by stage: the process's own, divided in the proportion of Java Flight
 * Recorder's samples. A sample belongs to the package of ours that is nearest to the top of its
 * stack, and what that called belongs to it too: Hibernate to the store, the broker's client to
 * queue and publish. A stack without us belongs to the server or to its broker; what filters do not
 * do themselves but let through is no stage of theirs. What the JVM's own threads take is none of
 * that, and is told beside it.
 */
final class StageProfile {

  private static final String OURS = "io.catchment.";
  private static final String JAVA = "(Java)";
  private static final String COMPILER = "(JIT compiler)";

  /** Threads of HotSpot, by what their names begin with; Linux knows 15 characters of a name. */
  private static final Map<String, String> JVM =
      Map.of(
          "C1 ", COMPILER,
          "C2 ", COMPILER,
          "GC ", "(garbage collector)",
          "G1 ", "(garbage collector)",
          "JFR ", "(profiler)",
          "VM ", "(JVM)",
          "Sweeper", "(JVM)");

  private final long pid;
  private final Path file;
  private final Map<String, Duration> before;

  private StageProfile(long pid, Path file) {
    this.pid = pid;
    this.file = file;
    this.before = cpu(pid);
  }

  /**
   * To be called before a JVM is warmed up. The first recording has the JVM throw away all the code
   * that it has compiled so far (JDK 17, when classes are redefined for the first time).
   */
  static void prepare(long pid) {
    start(pid);
    Jvm.jcmd(pid, "JFR.stop", "name=stages");
  }

  /** The CPU time that the JIT compiler has taken so far. */
  static Duration compiling(long pid) {
    return cpu(pid).getOrDefault(COMPILER, Duration.ZERO);
  }

  static StageProfile start(long pid, Path folder) {
    start(pid);
    return new StageProfile(pid, folder.resolve("stages.jfr"));
  }

  private static void start(long pid) {
    Jvm.jcmd(pid, "JFR.start", "name=stages", "settings=profile");
  }

  /** Stops, and tells the stages' CPU time. */
  Map<String, Double> microsecondsPerEvent(long events) throws IOException {
    Map<String, Double> result = new TreeMap<>();
    cpu(pid)
        .forEach(
            (kind, time) -> {
              Duration earlier = before.getOrDefault(kind, Duration.ZERO);
              result.put(kind, time.minus(earlier).toNanos() / 1e3 / events);
            });
    result.put("all", result.values().stream().mapToDouble(Double::doubleValue).sum());
    double java = result.remove(JAVA);
    Jvm.jcmd(pid, "JFR.stop", "name=stages", "filename=" + file);
    Map<String, Integer> samples = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
        samples.merge(stageOf(event), 1, Integer::sum);
      }
    }
    int all = samples.values().stream().mapToInt(Integer::intValue).sum();
    samples.forEach((stage, n) -> result.put(stage, java * n / all));
    return result;
  }

  private static String stageOf(RecordedEvent event) {
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String name = frame.getMethod().getType().getName();
        if (name.startsWith(OURS) && !frame.getMethod().getName().equals("doFilter")) {
          return name.substring(OURS.length(), name.indexOf('.', OURS.length()));
        }
      }
    }
    RecordedThread thread = event.getThread("sampledThread");
    String name = thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
    return name.contains("activemq") || name.contains("imq") ? "(broker)" : "(server)";
  }

  /** By kind: of the JVM's own threads, and of all others, which run Java and come and go. */
  private static Map<String, Duration> cpu(long pid) {
    Map<String, Duration> result = new TreeMap<>();
    Duration java = ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
    for (Map.Entry<String, Duration> thread : Jvm.cpuByThread(pid).entrySet()) {
      Optional<String> kind = kindOf(thread.getKey());
      if (kind.isPresent()) {
        result.merge(kind.get(), thread.getValue(), Duration::plus);
        java = java.minus(thread.getValue());
      }
    }
    result.put(JAVA, java);
    return result;
  }

  private static Optional<String> kindOf(String thread) {
    return JVM.keySet().stream().filter(thread::startsWith).findFirst().map(JVM::get);
  }
}
