package io.catchment.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connections on which hardly anything comes: each sends the beginning of a request, then a piece
 * now and then, or nothing more. Sends until it is closed, or the server has ended them all.
 */
final class SlowSenders implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<SocketChannel> open = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final byte[] piece;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private SlowSenders(byte[] piece) {
    this.piece = piece;
    thread = new Thread(this::trickle, "slow senders");
    thread.setDaemon(true);
  }

  /**
   * Connects them, and lets them begin.
   *
   * @param beginning what each sends at once
   * @param piece what each sends again and again; may be empty
   */
  static SlowSenders start(URI server, int number, String beginning, String piece)
      throws IOException {
    SlowSenders senders = new SlowSenders(bytes(piece));
    for (int i = 0; i < number; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      senders.open.add(channel);
      channel.write(ByteBuffer.wrap(bytes(beginning)));
      channel.configureBlocking(false);
    }
    senders.thread.start();
    return senders;
  }

  /** How many the server has not ended. */
  synchronized int stillOpen() {
    return open.size();
  }

  /** The first lines of what was answered. */
  synchronized List<String> answers() {
    return List.copyOf(answers);
  }

  @Override
  public synchronized void close() throws IOException {
    closing.countDown();
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }

  private void trickle() {
    try {
      while (stillOpen() > 0 && !closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        sendPieces();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sendPieces() {
    open.removeIf(channel -> !isAlive(channel));
  }

  private boolean isAlive(SocketChannel channel) {
    try {
      ByteBuffer answer = ByteBuffer.allocate(4 * 1024);
      int length = channel.read(answer);
      if (length > 0) {
        String text = new String(answer.array(), 0, length, StandardCharsets.ISO_8859_1);
        text.lines().findFirst().filter(l -> l.startsWith("HTTP/")).ifPresent(answers::add);
      }
      channel.write(ByteBuffer.wrap(piece));
      if (length >= 0) {
        return true;
      }
      channel.close();
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends pieces as fast as they are taken, until the server ends the connection or the time is up.
   *
   * @return what was answered
   */
  static Poured pour(URI server, String beginning, byte[] piece, Duration most) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    StringBuilder answer = new StringBuilder();
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()))) {
      channel.write(ByteBuffer.wrap(bytes(beginning)));
      channel.configureBlocking(false);
      ByteBuffer out = ByteBuffer.wrap(piece);
      ByteBuffer in = ByteBuffer.allocate(4 * 1024);
      while (System.nanoTime() < end) {
        in.clear();
        int length = channel.read(in);
        if (length < 0) {
          return new Poured(answer.toString(), true);
        }
        answer.append(new String(in.array(), 0, length, StandardCharsets.ISO_8859_1));
        channel.write(out);
        if (!out.hasRemaining()) {
          out.rewind();
        }
      }
      return new Poured(answer.toString(), false);
    } catch (IOException e) {
      return new Poured(answer.toString(), true);
    }
  }

  /**
   * What came of a body that is sent without end.
   *
   * @param ended whether the server ended the connection
   */
  record Poured(String answer, boolean ended) {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
