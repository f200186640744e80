package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client of Server-Sent Events, as the standard describes one, that reads all the time. */
final class LiveStream implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> answer;
  private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
  private final Queue<String> comments = new ConcurrentLinkedQueue<>();
  private volatile String lastId = "";
  private volatile boolean over;

  /**
   * What came as one event.
   *
   * @param name its type
   */
  record Message(String name, String id, String data) {
    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(data))) {
        return reader.readObject();
      }
    }

    String uuid() {
      return json().getJsonObject("event").getString("uuid");
    }
  }

  private LiveStream(HttpResponse<InputStream> answer) {
    this.answer = answer;
  }

  /**
   * Connects, and waits for the headers of the answer.
   *
   * @param headers names and values by turns
   */
  static LiveStream open(URI address, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .headers(headers)
            .header("Accept", "text/event-stream")
            .build();
    try {
      LiveStream stream = new LiveStream(HTTP.send(request, BodyHandlers.ofInputStream()));
      Thread reader = new Thread(stream::read, "live-stream");
      reader.setDaemon(true);
      reader.start();
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return answer.statusCode();
  }

  String header(String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<String> comments() {
    return List.copyOf(comments);
  }

  List<Message> events() {
    return messages.stream().filter(message -> message.name().equals("event")).toList();
  }

  List<String> uuids() {
    return events().stream().map(Message::uuid).toList();
  }

  /** What it would send as Last-Event-ID. */
  String lastId() {
    return lastId;
  }

  /** Whether the server has ended the answer. */
  boolean isOver() {
    return over;
  }

  /** Waits until it was told where it begins. */
  LiveStream awaitBegin() {
    assertThat(status()).isEqualTo(200);
    await().atMost(RunningServer.SOON).until(() -> !messages.isEmpty());
    assertThat(messages.peek().name()).isEqualTo("place");
    return this;
  }

  void awaitUuids(List<String> uuids) {
    await()
        .atMost(RunningServer.SOON)
        .untilAsserted(() -> assertThat(uuids()).hasSizeGreaterThanOrEqualTo(uuids.size()));
    assertThat(uuids()).containsExactlyElementsOf(uuids);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      List<String> block = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          take(block);
          block.clear();
        } else {
          block.add(line);
        }
      }
    } catch (IOException e) {
      // The connection ended, by either side.
    } finally {
      over = true;
    }
  }

  private void take(List<String> block) {
    Map<String, String> fields = new HashMap<>();
    for (String line : block) {
      String[] parts = line.split(": ?", 2);
      if (parts[0].isEmpty()) {
        comments.add(parts[1]);
      } else {
        fields.merge(parts[0], parts[1], (one, more) -> one + "\n" + more);
      }
    }
    lastId = fields.getOrDefault("id", lastId);
    if (fields.containsKey("data")) {
      messages.add(
          new Message(fields.getOrDefault("event", "message"), lastId, fields.get("data")));
    }
  }

  /** Hangs up. */
  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
