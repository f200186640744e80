package io.catchment.search;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events as one JSON array. Their texts are JSON already, and are not looked into. */
final class EventsBody {

  private EventsBody() {}

  /**
   * The array as an answer's body.
   *
   * @param asInLog whether {@link LogDialect} is applied; otherwise they are as they were received
   */
  static StreamingOutput of(List<FoundEvent> events, boolean asInLog) {
    return out -> write(events, asInLog, out);
  }

  private static void write(List<FoundEvent> events, boolean asInLog, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write('[');
    String separator = "";
    for (FoundEvent event : events) {
      writer.write(separator);
      writer.write(asInLog ? LogDialect.translate(event.json()) : event.json());
      separator = ",";
    }
    writer.write(']');
    writer.flush();
  }
}
