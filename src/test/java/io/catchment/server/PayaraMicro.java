package io.catchment.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Payara Micro with an embedded ActiveMQ broker. */
final class PayaraMicro extends Server {

  /**
   * Far less than any journal has. Not one byte: ActiveMQ computes the percentage in use as an int,
   * and of 28 MB that is a negative one, which is not full.
   */
  private static final long LEAST_STORE_LIMIT = 4 * 1024;

  private static final long DEFAULT_STORE_LIMIT = 20L * 1024 * 1024 * 1024;

  private final Path home = folder.resolve("payara-micro");

  PayaraMicro(Path folder, int port, Database database) {
    super(folder, port, database);
  }

  /** Everything is in one folder here, the applications too, so {@link #deploy} does it. */
  @Override
  void install() {}

  /** The folder is not there yet, so {@link #deploy} does this too. */
  @Override
  void addUser(User user) {}

  @Override
  void deploy(List<Path> wars) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("CATCHMENT_HOME", home.toString());
    environment.put("CATCHMENT_HTTP_PORT", Integer.toString(port));
    environment.put("PAYARA_MICRO_JAR", Build.file("servers", "payara-micro.jar").toString());
    environment.put("ACTIVEMQ_RAR", Build.file("servers", "activemq-rar.rar").toString());
    environment.put("CATCHMENT_WAR", Build.war().toString());
    environment.put(
        "CATCHMENT_EXTRA_WARS",
        wars.stream()
            .filter(w -> !w.equals(Build.war()))
            .map(Path::toString)
            .collect(Collectors.joining(":")));
    Shell.run(
        environment,
        List.of("sh", Build.script("payara-micro", "install.sh").toString(), database.kind()));
    for (User user : users) {
      Shell.run(
          Map.of(),
          List.of("sh", home.resolve("admin.sh").toString(), "user-add", user.name(), user.role()),
          user.password() + "\n");
    }
  }

  @Override
  Process launch() {
    writeSettings(home.resolve("catchment.properties"));
    return Shell.start(environment(), List.of(home.resolve("run.sh").toString()), log());
  }

  @Override
  public Path deployedWar() {
    return home.resolve("deployments").resolve("catchment.war");
  }

  @Override
  public void refuseMessages() {
    limitStore(LEAST_STORE_LIMIT);
  }

  /** No: see BodyFilter in Catchment. */
  @Override
  public boolean readsBodiesWithoutAThread() {
    return false;
  }

  /** No: Grizzly has no such time-out. */
  @Override
  public boolean cutsTrickledHeaders() {
    return false;
  }

  @Override
  public void acceptMessages() {
    limitStore(DEFAULT_STORE_LIMIT);
  }

  @Override
  public void pauseQueue() {
    admin("pause", "CatchmentDeliveries");
  }

  @Override
  public void resumeQueue() {
    admin("resume", "CatchmentDeliveries");
  }

  /** Its queues are in a file that is read at the start. */
  @Override
  public String createQueue(String name, WhenFull whenFull) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void makeRoom(String queueName) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeQueue(String name) {
    throw new UnsupportedOperationException();
  }

  private void limitStore(long bytes) {
    admin("store-limit", Long.toString(bytes));
  }

  private void admin(String command, String argument) {
    Shell.run(Map.of(), List.of("sh", home.resolve("admin.sh").toString(), command, argument));
  }
}
