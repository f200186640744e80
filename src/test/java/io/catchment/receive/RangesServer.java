package io.catchment.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the file of Okta's addresses as a test says. */
final class RangesServer implements AutoCloseable {

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String file = "";

  RangesServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ranges.json");
  }

  /** What is served from now on. */
  void serve(int newStatus, String newFile) {
    file = newFile;
    status = newStatus;
  }

  int requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      if (status / 100 == 3) {
        exchange.getResponseHeaders().add("Location", "/elsewhere.json");
        status = 200;
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
