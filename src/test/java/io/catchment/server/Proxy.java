package io.catchment.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire between the server and a database or a broker on this machine, for tests to cut.
 *
 * <p>Forwards bytes from one port to another, until it is told otherwise. Safe for many threads.
 */
public final class Proxy implements AutoCloseable {

  private static final int BUFFER_SIZE = 64 * 1024;

  private final int port;
  private final int target;
  private final List<Wire> wires = new ArrayList<>();
  private ServerSocket listener;
  private boolean hanging;
  private Trap trap;
  private int cuts;

  /** Listens on the port, and connects to the target, which need not be there yet. */
  public Proxy(int port, int target) {
    this.port = port;
    this.target = target;
    listen();
  }

  /** Cuts every connection; new ones are forwarded. */
  public synchronized void cut() {
    new ArrayList<>(wires).forEach(Wire::close);
  }

  /** Cuts every connection, and refuses new ones as a machine does where nobody listens. */
  public synchronized void refuse() {
    close(listener);
    cut();
  }

  /** Takes {@link #refuse()} back. */
  public synchronized void listen() {
    try {
      listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerSocket current = listener;
    start(() -> acceptAll(current));
  }

  /** Keeps every byte to itself, on connections that are open and on new ones. */
  public synchronized void hang() {
    hanging = true;
  }

  /** Takes {@link #hang()} back: what was kept goes on its way, as after a lost route. */
  public synchronized void resume() {
    hanging = false;
    notifyAll();
  }

  /**
   * From now on cuts each connection on which the client says this, before the target hears it.
   *
   * <p>Cuts all that are open too: on them the client may have a shorter way to say it.
   */
  public synchronized void cutBefore(String words) {
    set(new Trap(words, false));
  }

  /** The same, when the target has heard and done it, but before the client hears the answer. */
  public synchronized void cutAfter(String words) {
    set(new Trap(words, true));
  }

  private void set(Trap next) {
    trap = next;
    cuts = 0;
    cut();
  }

  /** Takes {@link #cutBefore} and {@link #cutAfter} back. */
  public synchronized void cutNoMore() {
    trap = null;
  }

  /** How many connections were cut for what was said on them. */
  public synchronized int cuts() {
    return cuts;
  }

  @Override
  public void close() {
    cutNoMore();
    resume();
    refuse();
  }

  private void acceptAll(ServerSocket current) {
    try {
      while (true) {
        open(current.accept());
      }
    } catch (IOException e) {
      // Nobody listens any more.
      close(current);
    }
  }

  private synchronized void open(Socket client) {
    try {
      Wire wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), target));
      wires.add(wire);
      start(wire::forwardRequests);
      start(wire::forwardAnswers);
    } catch (IOException e) {
      close(client);
    }
  }

  private synchronized void awaitForwarding() {
    try {
      while (hanging) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Trap springTrap(byte[] bytes, int length) {
    if (trap == null
        || !new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(trap.words())) {
      return null;
    }
    cuts++;
    return trap;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record Trap(String words, boolean after) {}

  private final class Wire {
    private final Socket client;
    private final Socket server;

    Wire(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void forwardRequests() {
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] bytes = new byte[BUFFER_SIZE];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
          awaitForwarding();
          Trap sprung = springTrap(bytes, length);
          if (sprung == null) {
            out.write(bytes, 0, length);
          } else if (sprung.after()) {
            // The answer finds the client gone, and closes the rest.
            client.close();
            out.write(bytes, 0, length);
            return;
          } else {
            break;
          }
        }
      } catch (IOException e) {
        // One side has hung up, so the other side's end follows.
      }
      close();
    }

    void forwardAnswers() {
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] bytes = new byte[BUFFER_SIZE];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
          awaitForwarding();
          out.write(bytes, 0, length);
        }
      } catch (IOException e) {
        // One side has hung up, so the other side's end follows.
      }
      close();
    }

    void close() {
      Proxy.close(client);
      Proxy.close(server);
      synchronized (Proxy.this) {
        wires.remove(this);
      }
    }
  }
}
