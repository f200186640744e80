package io.catchment.okta;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers as a test says, and remembers what it was asked. */
final class ScriptedOkta implements AutoCloseable {

  /** Answers one request, in whichever way. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange, Request request) throws IOException;

    default Reply with(String header, String value) {
      return (exchange, request) -> {
        exchange.getResponseHeaders().add(header, value);
        to(exchange, request);
      };
    }
  }

  /** A request as it came. */
  record Request(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    String call() {
      return method + " " + uri;
    }
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Reply otherwise = json(200, "[]");

  ScriptedOkta() throws IOException {
    this(0);
  }

  ScriptedOkta(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next requests are answered so, one each. */
  ScriptedOkta then(Reply... replies) {
    script.addAll(List.of(replies));
    return this;
  }

  /** All other requests are answered so. */
  ScriptedOkta otherwise(Reply reply) {
    otherwise = reply;
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  List<String> calls() {
    return requests.stream().map(Request::call).toList();
  }

  Request last() {
    return requests.get(requests.size() - 1);
  }

  static Reply json(int status, String body) {
    return reply(status, "application/json", body);
  }

  static Reply reply(int status, String type, String body) {
    return (exchange, request) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Reply error(int status, String code, String summary) {
    return json(
        status,
        "{\"errorCode\":\"%s\",\"errorSummary\":\"%s\",\"errorCauses\":[]}"
            .formatted(code, summary));
  }

  /** The connection is closed in place of an answer. */
  static Reply hangUp() {
    return (exchange, request) -> {};
  }

  /** The connection is closed in the middle of the answer. */
  static Reply cutOff() {
    return (exchange, request) -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush();
      throw new IOException("Hang up.");
    };
  }

  /** The answer begins so, and goes on byte by byte until nobody listens any more. */
  static Reply trickle(String beginning) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      body.write(beginning.getBytes(StandardCharsets.UTF_8));
      trickleOn(body);
    };
  }

  static void trickleOn(OutputStream body) throws IOException {
    while (true) {
      body.write(' ');
      body.flush();
      pause(20);
    }
  }

  /** A page of one event, the end of which comes a second after its beginning. */
  static Reply late() {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      body.write('[');
      body.flush();
      pause(1000);
      body.write("{}]".getBytes(StandardCharsets.UTF_8));
      body.close();
    };
  }

  private static void pause(long milliseconds) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("The server is closed.");
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body);
      requests.add(request);
      Reply reply = script.poll();
      (reply == null ? otherwise : reply).to(exchange, request);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
