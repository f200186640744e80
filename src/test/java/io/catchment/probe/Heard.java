package io.catchment.probe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messages that the topic has brought, one a line in a file, so that a killed server forgets
 * none. Memory holds only the uuids: there may be hundreds of thousands.
 */
@ApplicationScoped
public class Heard {

  /** How a line begins; the uuid follows. */
  private static final String BEGINNING = "{\"JMSCorrelationID\":\"";

  private final Path file = Path.of(System.getenv("PROBE_FILE"));
  private final Set<String> uuids = new HashSet<>();

  @PostConstruct
  void remember() {
    try {
      dropHalfALine();
      try (Stream<String> lines = Files.lines(file)) {
        lines.map(Heard::uuid).forEach(uuids::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was being written when the server was killed: that message will come again. */
  private void dropHalfALine() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long end = bytes.length();
      while (end > 0 && !endsLine(bytes, end)) {
        end--;
      }
      bytes.setLength(end);
    }
  }

  private static boolean endsLine(RandomAccessFile bytes, long end) throws IOException {
    bytes.seek(end - 1);
    return bytes.read() == '\n';
  }

  synchronized void add(JsonObject message) throws IOException {
    String line = message.toString();
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    uuids.add(uuid(line));
  }

  synchronized List<JsonObject> withCorrelationId(String uuid) throws IOException {
    if (!uuids.contains(uuid)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> uuid(line).equals(uuid)).map(Heard::read).toList();
    }
  }

  /** Those of the uuids for which nothing was heard. */
  synchronized List<String> missing(Collection<String> expected) {
    return expected.stream().filter(uuid -> !uuids.contains(uuid)).toList();
  }

  synchronized void forget() throws IOException {
    Files.writeString(file, "");
    uuids.clear();
  }

  private static String uuid(String line) {
    return line.substring(BEGINNING.length(), line.indexOf('"', BEGINNING.length()));
  }

  private static JsonObject read(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
