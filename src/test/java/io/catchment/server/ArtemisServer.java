package io.catchment.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An Artemis broker that is a process of its own, with its journal in a folder that outlives it.
 *
 * <p>Not safe for more than one thread.
 */
public final class ArtemisServer implements AutoCloseable {

  static final String USER = "catchment";
  static final String PASSWORD = "br0ker";

  private static final Duration START = Duration.ofMinutes(1);

  private final Path folder;
  private final int port;
  private Process process;

  public ArtemisServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts it, with what is in its journal, and waits until it can be reached. */
  public void start() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        Shell.start(
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dcatchment.broker.data=" + folder.resolve("data"),
                "-Dcatchment.broker.port=" + port,
                "-cp",
                System.getProperty("java.class.path"),
                ArtemisMain.class.getName(),
                Build.script("artemis", "broker.xml").toString()),
            folder.resolve("broker.log"));
    awaitConnection();
  }

  /** Ends it at once. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  private void awaitConnection() {
    await().atMost(START).until(() -> !process.isAlive() || isReachable());
    if (!process.isAlive()) {
      throw new IllegalStateException("The broker does not start; see " + folder);
    }
  }

  private boolean isReachable() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
