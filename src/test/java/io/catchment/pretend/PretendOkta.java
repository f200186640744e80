package io.catchment.pretend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An Okta org on this machine, as far as Catchment needs one.
 *
 * <p>Everything that it has and does is kept while it is {@linkplain #stop stopped}. Without a
 * token that it {@linkplain Tokens#accept accepts}, it lets nobody in; without a {@linkplain
 * RateLimit#allow limit}, it answers every request. Safe for many threads.
 */
public final class PretendOkta implements AutoCloseable {

  static {
    // Answers that wait for an acknowledgement of their headers take 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Clock clock;
  private final Map<Bucket, RateLimit> rateLimits = new EnumMap<>(Bucket.class);
  private final Faults faults = new Faults();
  private final Tokens tokens;
  private final PretendLog log;
  private final PretendHooks hooks;
  private final PretendSender sender;
  private final Map<Bucket, Endpoint> endpoints;
  private int port;
  private HttpServer server;
  private ExecutorService executor;

  /** An Okta that is not yet started, on a port that is free then. */
  public PretendOkta(Clock clock) {
    this(0, clock);
  }

  /** An Okta that is not yet started, on this port of 127.0.0.1. */
  public PretendOkta(int port, Clock clock) {
    this.port = port;
    this.clock = clock;
    for (Bucket bucket : Bucket.values()) {
      rateLimits.put(bucket, new RateLimit(clock));
    }
    HookCalls calls = new HookCalls();
    tokens = new Tokens(clock);
    log = new PretendLog(clock);
    hooks = new PretendHooks(log, calls, clock);
    sender = new PretendSender(log, calls, this::uri, clock);
    endpoints =
        Map.of(
            Bucket.LOGS,
            new LogEndpoint(log, tokens, clock),
            Bucket.HOOKS,
            new HooksEndpoint(hooks, tokens),
            Bucket.TOKEN,
            new TokenEndpoint(tokens, clock));
  }

  /** Begins to answer, on the same port as before. Does nothing if it does already. */
  public synchronized PretendOkta start() {
    if (server != null) {
      return this;
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    executor = Executors.newCachedThreadPool(PretendOkta::daemon);
    server.setExecutor(executor);
    endpoints.forEach(
        (bucket, endpoint) ->
            server.createContext(
                bucket.path(), new Gate(bucket, rateLimits.get(bucket), faults, endpoint)));
    server.start();
    return this;
  }

  /**
   * Cuts every connection, and refuses new ones. Only its sender goes on with what is on its way.
   * Does nothing if it is not started.
   */
  public synchronized void stop() {
    if (server != null) {
      server.stop(0);
      executor.shutdownNow();
      server = null;
    }
  }

  /** Stops it, and its sender, for good. */
  @Override
  public void close() {
    stop();
    sender.close();
  }

  /** Its address, without a slash at the end. Of use only after the first start. */
  public synchronized URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Something happens: the System Log has it at once, and the hooks that take it soon. */
  public void publish(PretendEvent event) {
    publish(event, clock.instant());
  }

  /** The same, but the System Log has it only from this time on. */
  public void publish(PretendEvent event, Instant inLogAt) {
    log.store(event, inLogAt);
    sender.publish(event, hooks.takers(event.eventType()));
  }

  public Tokens tokens() {
    return tokens;
  }

  public RateLimit rateLimit(Bucket bucket) {
    return rateLimits.get(bucket);
  }

  public Faults faults() {
    return faults;
  }

  public PretendLog log() {
    return log;
  }

  public PretendHooks hooks() {
    return hooks;
  }

  public PretendSender sender() {
    return sender;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pretend-okta");
    thread.setDaemon(true);
    return thread;
  }
}
