package io.catchment.server;

import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.Sending;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A pretend Okta beside the server, with an org whose hook is registered, delivers a trickle of
 * events, and loses one of fifty: so that somebody who has no org sees gaps found and closed.
 */
final class Demo implements AutoCloseable {

  static final String ORG = "demo";

  private static final double LOST = 0.02;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Time from one event to the next, in milliseconds, at the least and at the most. */
  private static final int SHORTEST = 200;

  private static final int LONGEST = 1_800;

  private final PretendOkta okta;
  private final PretendEvents events;
  private final Random random = new Random();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Demo::daemon);

  Demo() {
    this.okta = new PretendOkta(freePort(), Clock.systemUTC()).start();
    this.events = new PretendEvents(random.nextLong());
  }

  /** Gives the server an org that is ours. */
  void configure(Server server, Path secret, Path apiToken) throws IOException {
    okta.tokens().accept(Files.readString(apiToken).strip());
    String prefix = "catchment.org." + ORG + ".";
    server
        .with(prefix + "url", okta.uri().toString())
        .with(prefix + "secrets-file", secret.toString())
        .with(prefix + "api-token-file", apiToken.toString())
        .with("catchment.reconcile.interval", INTERVAL.toString())
        .with("catchment.reconcile.grace", GRACE.toString());
  }

  /** Has Catchment register the hook, and lets things happen. */
  void begin(Server server, Path operatorToken) throws IOException {
    HookRegistration.register(server, ORG, Files.readString(operatorToken).strip());
    okta.sender().send(Sending.FAITHFUL.losing(LOST).repeating(LOST));
    happen();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with its executor.
  private void happen() {
    okta.publish(events.next(Instant.now()));
    int wait = SHORTEST + random.nextInt(LONGEST - SHORTEST);
    executor.schedule(this::happen, wait, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    okta.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("There is no free port for the pretend Okta.", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo");
    thread.setDaemon(true);
    return thread;
  }
}
