package io.catchment.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Payara Server with its embedded OpenMQ broker, in a domain of its own. */
final class PayaraServer extends Server {

  private static final Path HOME = Build.file("servers", "payara6");
  private static final String DOMAIN = "catchment";

  /**
   * Distances of a domain's ports from its base, as {@code create-domain --portbase} lays them out.
   */
  private static final int ADMIN = 48;

  private static final int JMS = 76;

  private final Path domains = folder.resolve("domains");
  private final Path domain = domains.resolve(DOMAIN);
  private final Path wars = folder.resolve("wars");

  /** The HTTP port is where the test wants it, the others follow it. */
  private final int portBase = port + 1;

  PayaraServer(Path folder, int port, Database database) {
    super(folder, port, database);
  }

  @Override
  void install() {
    if (!Files.exists(domain)) {
      createDomain();
      prepareDomain();
    }
  }

  /** Only this machine can reach it, and it reaches nobody. */
  private void createDomain() {
    asadmin(
        "create-domain",
        "--nopassword=true",
        "--domaindir",
        domains.toString(),
        "--portbase",
        Integer.toString(portBase),
        DOMAIN);
    Path configuration = domain.resolve("config").resolve("domain.xml");
    try {
      String xml = Files.readString(configuration);
      Files.writeString(
          configuration,
          xml.replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
              .replace("port=\"" + (portBase + 80) + "\"", "port=\"" + port + "\"")
              .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
              .replaceFirst(
                  "<hazelcast-config-specific-configuration>",
                  "<phone-home-runtime-configuration enabled=\"false\"/>"
                      + "<jms-service type=\"EMBEDDED\" default-jms-host=\"default_JMS_host\">"
                      + "<jms-host name=\"default_JMS_host\" host=\"127.0.0.1\""
                      + " port=\"\\${JMS_PROVIDER_PORT}\"/></jms-service>"
                      + "<hazelcast-config-specific-configuration enabled=\"false\">"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The install script works on a running domain, and what it sets counts from the next start. */
  private void prepareDomain() {
    asadmin("start-domain", "--domaindir", domains.toString(), DOMAIN);
    try {
      Shell.run(
          scriptEnvironment(),
          List.of("sh", Build.script("payara", "install.sh").toString(), database.kind()));
      users.forEach(this::createFileUser);
    } finally {
      asadmin("stop-domain", "--domaindir", domains.toString(), DOMAIN);
    }
  }

  /** Needs the running domain, so {@link #install} has done it, unless the domain is older. */
  @Override
  void addUser(User user) {
    if (!hasUser(user)) {
      asadmin("start-domain", "--domaindir", domains.toString(), DOMAIN);
      try {
        createFileUser(user);
      } finally {
        asadmin("stop-domain", "--domaindir", domains.toString(), DOMAIN);
      }
    }
  }

  private boolean hasUser(User user) {
    Path users = domain.resolve("config").resolve("keyfile");
    try {
      return Files.exists(users)
          && Files.readAllLines(users).stream()
              .anyMatch(line -> line.startsWith(user.name() + ";"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A role that is none of ours no script of ours gives. */
  private void createFileUser(User user) {
    if (user.role().startsWith(User.OURS)) {
      Shell.run(scriptEnvironment(), user.command("payara"), user.password() + "\n");
      return;
    }
    Path passwords = write("user.password", "AS_ADMIN_USERPASSWORD=" + user.password());
    asadmin(
        "--port",
        Integer.toString(portBase + ADMIN),
        "--passwordfile",
        passwords.toString(),
        "create-file-user",
        "--groups",
        user.role(),
        user.name());
  }

  @Override
  void deploy(List<Path> archives) {
    try {
      Files.createDirectories(wars);
      for (Path war : archives) {
        Path copy = wars.resolve(war.getFileName());
        if (!Files.exists(copy) || Files.mismatch(war, copy) >= 0) {
          Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
          Files.copy(
              copy,
              domain.resolve("autodeploy").resolve(war.getFileName()),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings in a file, which the environment names. */
  @Override
  Process launch() {
    Path configuration = folder.resolve("catchment.properties");
    writeSettings(configuration);
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("CATCHMENT_CONFIG", configuration.toString());
    return Shell.start(
        environment,
        List.of(
            "sh",
            HOME.resolve("bin/asadmin").toString(),
            "start-domain",
            "--verbose",
            "--domaindir",
            domains.toString(),
            DOMAIN),
        log());
  }

  @Override
  public void redeploy(Path war) {
    Shell.run(
        scriptEnvironment(),
        List.of("sh", Build.script("payara", "redeploy.sh").toString(), war.toString()));
  }

  @Override
  public Path deployedWar() {
    return domain.resolve("applications/__internal/catchment/catchment.war");
  }

  @Override
  public void refuseMessages() {
    limitQueue("maxBytesPerMsg=1");
  }

  /** No: OpenMQ holds the messages in its log against the limit, and ends. */
  @Override
  public boolean startsWhileRefusing() {
    return false;
  }

  /** OpenMQ counts them as the subscription's, brings later ones, and all at the next start. */
  @Override
  public boolean holdsBackAfterAKill() {
    return true;
  }

  /** No: the embedded OpenMQ has no MBeans. */
  @Override
  public boolean tellsPreparedTransactions() {
    return false;
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
    limitQueue("maxBytesPerMsg=-1");
  }

  private void limitQueue(String limit) {
    broker("update", "CatchmentDeliveries", "-o", limit);
  }

  @Override
  public String createQueue(String name, WhenFull whenFull) {
    if (whenFull == null) {
      broker("create", name);
    } else {
      String behavior = whenFull == WhenFull.BLOCK ? "FLOW_CONTROL" : "REJECT_NEWEST";
      broker("create", name, "-o", "maxNumMsgs=1", "-o", "limitBehavior=" + behavior);
    }
    String jndiName = "jms/" + name;
    administer(
        "create-jms-resource",
        "--restype",
        "jakarta.jms.Queue",
        "--property",
        "Name=" + name,
        jndiName);
    return jndiName;
  }

  @Override
  public void makeRoom(String queueName) {
    broker("update", queueName, "-o", "maxNumMsgs=-1");
  }

  @Override
  public void removeQueue(String name) {
    administer("delete-jms-resource", "jms/" + name);
    broker("destroy", name);
  }

  @Override
  public void pauseQueue() {
    broker("pause", "CatchmentDeliveries", "-pst", "CONSUMERS");
  }

  @Override
  public void resumeQueue() {
    broker("resume", "CatchmentDeliveries");
  }

  /** OpenMQ's own tool, at a queue. */
  private void broker(String command, String queueName, String... options) {
    Path passwords = write("imqcmd.password", "imq.imqcmd.password=admin");
    List<String> words =
        new ArrayList<>(List.of("sh", HOME.resolve("mq/bin/imqcmd").toString(), command, "dst"));
    words.addAll(List.of("-t", "q", "-n", queueName));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of("-f", "-b", "127.0.0.1:" + (portBase + JMS), "-u", "admin"));
    words.addAll(List.of("-passfile", passwords.toString()));
    Shell.run(Map.of(), words);
  }

  /** Asks the running domain. */
  private void administer(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of("--port", Integer.toString(portBase + ADMIN)));
    words.add(command);
    words.addAll(Arrays.asList(arguments));
    asadmin(words.toArray(String[]::new));
  }

  private String asadmin(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("sh", HOME.resolve("bin/asadmin").toString(), "--interactive=false"));
    command.addAll(Arrays.asList(arguments));
    return Shell.run(Map.of(), command);
  }

  private Map<String, String> scriptEnvironment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PAYARA_HOME", HOME.toString());
    environment.put("ADMIN_PORT", Integer.toString(portBase + ADMIN));
    if (database instanceof Database.PostgreSql postgres) {
      environment.put("DB_URL", postgres.jdbcUrl());
      environment.put("DB_USER", postgres.user());
      environment.put(
          "DB_PASSWORD_FILE", write("database.password", postgres.password()).toString());
      environment.put("DB_DRIVER_JAR", Build.file("servers", "postgresql.jar").toString());
    }
    return environment;
  }

  private Path write(String name, String line) {
    try {
      return Files.writeString(folder.resolve(name), line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
