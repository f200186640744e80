package io.catchment.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One application server with Catchment on it, in a folder of its own that outlives it.
 *
 * <p>Prepared and started as the operator's page says. Not safe for more than one thread.
 */
public abstract class Server implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);

  final Path folder;
  final int port;
  final Database database;
  final Map<String, String> settings = new HashMap<>();
  final List<User> users = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private List<Path> applications = List.of();
  private Process process;

  Server(Path folder, int port, Database database) {
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.database = database;
  }

  /** The server by the name of its folder in {@code server-config}. */
  public static Server of(String name, Path folder, int port, Database database) {
    return switch (name) {
      case "wildfly" -> new WildFly(folder, port, database);
      case "payara" -> new PayaraServer(folder, port, database);
      case "payara-micro" -> new PayaraMicro(folder, port, database);
      default ->
          throw new IllegalArgumentException(
              "There is no server \"" + name + "\"; use wildfly, payara or payara-micro.");
    };
  }

  /** WildFly with an Artemis broker elsewhere, instead of its own. */
  public static Server wildFlyWithRemoteBroker(
      Path folder, int port, Database database, int brokerPort) {
    return new RemoteBrokerWildFly(folder, port, database, brokerPort);
  }

  /** Makes an empty folder for a server, without what an earlier one left there. */
  public static void clear(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
  }

  /** Sets a Catchment setting, as a system property of the server, for the next start. */
  public Server with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** Adds to a setting that is a list. */
  public Server withMore(String setting, String value) {
    settings.merge(setting, value, (before, more) -> before + ", " + more);
    return this;
  }

  /** Has a user of the container made, before the server is started. */
  public Server withUser(String name, String password, String role) {
    users.add(new User(name, password, role));
    return this;
  }

  /**
   * Prepares the server with the scripts of {@code server-config}; does nothing the second time.
   */
  abstract void install();

  /** Makes the user with the server's own tool; does nothing the second time. */
  abstract void addUser(User user);

  /** Puts the applications where the server takes them up, at its start. */
  abstract void deploy(List<Path> wars);

  /** Starts the server's process, which stays in the foreground. */
  abstract Process launch();

  /** Where the server keeps its copy of the archive. */
  public abstract Path deployedWar();

  /** Makes every send to the queue fail at once, while the server runs. */
  public abstract void refuseMessages();

  /** Whether the broker comes up again after a kill while it still refuses messages. */
  public boolean startsWhileRefusing() {
    return true;
  }

  /** Whether the broker tells how many transactions it holds prepared. */
  public boolean tellsPreparedTransactions() {
    return true;
  }

  /**
   * Whether the broker, after a kill, now and then keeps messages of a durable subscription to
   * itself until the server starts once more.
   */
  public boolean holdsBackAfterAKill() {
    return false;
  }

  /** Whether slow bodies keep no threads, and are cut. */
  public boolean readsBodiesWithoutAThread() {
    return true;
  }

  /** Whether a header that never ends is cut after a time, and not only by its size. */
  public boolean cutsTrickledHeaders() {
    return true;
  }

  /** Takes {@link #refuseMessages()} back. */
  public abstract void acceptMessages();

  /**
   * Deploys another version in place of the one that runs, and waits until it is there.
   *
   * @throws UnsupportedOperationException on Payara Micro, which is started with its archive
   */
  public void redeploy(Path war) {
    throw new UnsupportedOperationException("This server is stopped, and started with another.");
  }

  /** Lets nothing be taken off the queue, while the server runs; what comes waits there. */
  public abstract void pauseQueue();

  /** Takes {@link #pauseQueue()} back. */
  public abstract void resumeQueue();

  /** What a queue does with a message when it is full. */
  public enum WhenFull {
    REFUSE,
    /** Let the sender wait until there is room. */
    BLOCK
  }

  /**
   * Makes a queue while the server runs; null for one without a limit.
   *
   * @return its JNDI name
   */
  public abstract String createQueue(String name, WhenFull whenFull);

  /** Lifts the limit of a queue. */
  public abstract void makeRoom(String queueName);

  /** Removes a queue with all its messages. */
  public abstract void removeQueue(String name);

  /** Starts the server with these applications, and waits until they answer. */
  public void start(Path... archives) {
    startWithoutWaiting(archives);
    awaitReady();
    awaitApplications();
  }

  /**
   * Starts a server that was killed, as a supervisor would: nothing is installed or deployed anew.
   */
  public void restart() {
    startAgain();
    awaitReady();
    awaitApplications();
  }

  /** Waits until Catchment is ready. */
  public void awaitReady() {
    awaitAnswer(uri("/catchment/health/ready"));
  }

  /** Waits until the tests' applications answer. */
  public void awaitApplications() {
    for (Path archive : applications) {
      if (archive.equals(Build.payroll())) {
        awaitAnswer(uri("/payroll/accounts"));
      } else if (archive.equals(Build.probe())) {
        awaitAnswer(uri("/probe/topic?uuid="));
      } else if (archive.equals(Build.baseline())) {
        awaitAnswer(uri("/baseline/rest/no-op"));
      }
    }
  }

  /** Prepares the server if it is not, and starts it with these applications. */
  public void startWithoutWaiting(Path... archives) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made.", e);
    }
    install();
    users.forEach(this::addUser);
    applications = List.of(archives);
    deploy(applications);
    process = launch();
  }

  /** Starts the server as it was when it ended, without waiting. */
  public void startAgain() {
    process = launch();
  }

  /** Ends the process at once, as a power cut of the machine's software would: {@code kill -9}. */
  public void kill() {
    tree().forEach(ProcessHandle::destroyForcibly);
    await(STOP);
  }

  /** Stops the server as an operator does, by its signal to end. */
  public void stop() {
    if (process == null) {
      return;
    }
    java().destroy();
    if (!await(STOP)) {
      kill();
    }
    process = null;
  }

  @Override
  public void close() {
    stop();
  }

  /** The process id of the server's Java process. */
  public long pid() {
    return java().pid();
  }

  /** Waits until the server ends. */
  public void join() throws InterruptedException {
    process.waitFor();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** What the server prints. */
  public Path log() {
    return folder.resolve("server.log");
  }

  /** What the server's process, and the scripts that prepare it, find in their environment. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("PROBE_FILE", folder.resolve("heard.ndjson").toString());
    return environment;
  }

  /** Settings as a file of properties. */
  void writeSettings(Path file) {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings as the arguments that make them system properties. */
  List<String> systemProperties() {
    return settings.entrySet().stream().map(s -> "-D" + s.getKey() + "=" + s.getValue()).toList();
  }

  /** The server itself, if it was started by a script. */
  private ProcessHandle java() {
    return tree()
        .filter(p -> p.info().command().map(c -> c.endsWith("/java")).orElse(false))
        .findFirst()
        .orElse(process.toHandle());
  }

  private Stream<ProcessHandle> tree() {
    return process == null
        ? Stream.empty()
        : Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }

  private boolean await(Duration most) {
    try {
      return process == null || process.waitFor(most.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a 200; fails at once if the server ends before. */
  private void awaitAnswer(URI uri) {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The server ended while it started; see " + log());
      }
      if (answers(uri)) {
        return;
      }
    }
    tellThreads();
    throw new IllegalStateException(
        uri + " does not answer 200; see " + log() + ", at whose end its threads stand");
  }

  /** Has the JVM write into its output what each of its threads does. */
  private void tellThreads() {
    Shell.run(Map.of(), List.of("kill", "-QUIT", Long.toString(java().pid())));
    await(Duration.ofSeconds(5));
  }

  private boolean answers(URI uri) {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A user of the container. */
  record User(String name, String password, String role) {

    /** How the roles begin that Catchment knows. */
    static final String OURS = "catchment-";

    /** The script of {@code server-config} that makes him, and reads his password. */
    List<String> command(String server) {
      String script = Build.script(server, "add-user.sh").toString();
      return List.of("sh", script, name, role.substring(OURS.length()));
    }
  }
}
