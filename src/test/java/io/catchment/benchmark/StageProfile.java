package io.catchment.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The server's CPU time by stage: the process's own, divided in the proportion of Java Flight
 * Recorder's samples. A sample belongs to the package of ours that is nearest to the top of its
 * stack, and what that called belongs to it too: Hibernate to the store, the broker's client to
 * queue and publish. A stack without us belongs to the server or to its broker.
 */
final class StageProfile {

  private static final String OURS = "io.catchment.";

  private final long pid;
  private final Path file;
  private final Duration before;

  private StageProfile(long pid, Path file) {
    this.pid = pid;
    this.file = file;
    this.before = cpu(pid);
  }

  static StageProfile start(long pid, Path folder) {
    Jvm.jcmd(pid, "JFR.start", "name=stages", "settings=profile");
    return new StageProfile(pid, folder.resolve("stages.jfr"));
  }

  /** Stops, and tells the stages' CPU time. */
  Map<String, Double> microsecondsPerEvent(long events) throws IOException {
    double microseconds = cpu(pid).minus(before).toNanos() / 1e3 / events;
    Jvm.jcmd(pid, "JFR.stop", "name=stages", "filename=" + file);
    Map<String, Integer> samples = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
        samples.merge(stageOf(event), 1, Integer::sum);
      }
    }
    int all = samples.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> result = new TreeMap<>();
    samples.forEach((stage, n) -> result.put(stage, microseconds * n / all));
    result.put("all", microseconds);
    return result;
  }

  private static String stageOf(RecordedEvent event) {
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String name = frame.getMethod().getType().getName();
        if (name.startsWith(OURS)) {
          return name.substring(OURS.length(), name.indexOf('.', OURS.length()));
        }
      }
    }
    RecordedThread thread = event.getThread("sampledThread");
    String name = thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
    return name.contains("activemq") || name.contains("imq") ? "(broker)" : "(server)";
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
  }
}
