package io.catchment.probe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The messages that the topic has brought, one a line in a file, so that a killed server forgets
 * none. Memory holds only where the lines of each uuid begin: there may be hundreds of thousands.
 */
@ApplicationScoped
public class Heard {

  /** How a line begins; the uuid follows. */
  private static final String BEGINNING = "{\"JMSCorrelationID\":\"";

  private final Path file = Path.of(System.getenv("PROBE_FILE"));

  /** In bytes from the beginning of the file, by uuid. */
  private final Map<String, long[]> begins = new HashMap<>();

  @PostConstruct
  void remember() {
    try {
      dropHalfALine();
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        long begin = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          note(line, begin);
          begin += line.getBytes(StandardCharsets.UTF_8).length + 1;
        }
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
    long begin = Files.size(file);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    note(line, begin);
  }

  private void note(String line, long begin) {
    begins.merge(uuid(line), new long[] {begin}, Heard::both);
  }

  private static long[] both(long[] some, long[] others) {
    return LongStream.concat(LongStream.of(some), LongStream.of(others)).toArray();
  }

  synchronized List<JsonObject> withCorrelationId(String uuid) throws IOException {
    List<JsonObject> messages = new ArrayList<>();
    for (long begin : begins.getOrDefault(uuid, new long[0])) {
      try (InputStream bytes = Files.newInputStream(file)) {
        bytes.skipNBytes(begin);
        messages.add(
            read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))));
      }
    }
    return messages;
  }

  /** Those of the uuids for which nothing was heard. */
  synchronized List<String> missing(Collection<String> expected) {
    return expected.stream().filter(uuid -> !begins.containsKey(uuid)).toList();
  }

  synchronized void forget() throws IOException {
    Files.writeString(file, "");
    begins.clear();
  }

  private static String uuid(String line) {
    return line.substring(BEGINNING.length(), line.indexOf('"', BEGINNING.length()));
  }

  private static JsonObject read(BufferedReader lines) throws IOException {
    try (JsonReader reader = Json.createReader(new StringReader(lines.readLine()))) {
      return reader.readObject();
    }
  }
}
