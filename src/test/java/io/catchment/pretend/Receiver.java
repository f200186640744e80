package io.catchment.pretend;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whom Okta calls: repeats the challenge, takes deliveries, and does worse if told so. */
public final class Receiver implements AutoCloseable {

  /** As a status: no answer at all, until the receiver is closed. */
  static final int SILENCE = 0;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private volatile String verification;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/acme");
  }

  /** Answers the next calls like this, one after the other. */
  public void answerNext(Integer... next) {
    statuses.addAll(List.of(next));
  }

  /** Answers challenges with this, whatever they are. */
  void verifyWith(String text) {
    verification = text;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> deliveries() {
    return calls.stream().filter(call -> call.method().equals("POST")).toList();
  }

  /** The uuids of the events in all deliveries, as they came. */
  List<String> uuids() {
    return deliveries().stream().flatMap(call -> call.uuids().stream()).toList();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestHeaders(), body));
      Integer status = statuses.poll();
      if (status != null && status == SILENCE) {
        closed.await();
      } else if (status != null) {
        exchange.sendResponseHeaders(status, -1);
      } else if (exchange.getRequestMethod().equals("GET")) {
        repeatChallenge(exchange);
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeatChallenge(HttpExchange exchange) throws IOException {
    String challenge = exchange.getRequestHeaders().getFirst("X-Okta-Verification-Challenge");
    String text = verification == null ? challenge : verification;
    byte[] answer = "{\"verification\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  record Call(String method, Headers headers, String body) {
    List<String> uuids() {
      return OktaClient.read(body)
          .asJsonObject()
          .getJsonObject("data")
          .getJsonArray("events")
          .stream()
          .map(event -> event.asJsonObject().getString("uuid"))
          .toList();
    }
  }
}
