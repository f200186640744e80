package io.catchment.probe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that the topic has brought, kept in a file, so that a killed server forgets none.
 */
@ApplicationScoped
public class Heard {

  private final Path file = Path.of(System.getenv("PROBE_FILE"));
  private final List<JsonObject> messages = new ArrayList<>();

  @PostConstruct
  void remember() throws UncheckedIOException {
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(line -> messages.add(read(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void add(JsonObject message) throws IOException {
    Files.writeString(file, message + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    messages.add(message);
  }

  synchronized List<JsonObject> withCorrelationId(String uuid) {
    return messages.stream().filter(m -> m.getString("JMSCorrelationID").equals(uuid)).toList();
  }

  private static JsonObject read(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
