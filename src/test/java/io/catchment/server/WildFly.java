package io.catchment.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** WildFly with its embedded Artemis broker. */
class WildFly extends Server {

  private static final Path HOME = Build.file("servers", "wildfly");
  private static final String BROKER = "/subsystem=messaging-activemq/server=default";
  private static final String QUEUE = BROKER + "/jms-queue=CatchmentDeliveries";
  private static final String ADDRESS = BROKER + "/address-setting=jms.queue.CatchmentDeliveries";
  private static final Duration REDEPLOYMENT = Duration.ofMinutes(2);
  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_MANAGEMENT_PORT = 9990;

  private final Path base = folder.resolve("wildfly");
  private final int offset = Math.max(0, port - DEFAULT_PORT);

  WildFly(Path folder, int port, Database database) {
    super(folder, port, database);
  }

  @Override
  void install() {
    if (!Files.exists(base)) {
      Folders.copy(HOME.resolve("standalone"), base);
    }
    Shell.run(
        environment(),
        List.of("sh", Build.script("wildfly", "install.sh").toString(), database.kind(), broker()));
  }

  /** Which broker the install script is to set up. */
  String broker() {
    return "embedded-broker";
  }

  /** A role that is none of ours no script of ours gives. */
  @Override
  void addUser(User user) {
    if (user.role().startsWith(User.OURS)) {
      Shell.run(environment(), user.command("wildfly"), user.password() + "\n");
      return;
    }
    Shell.run(
        environment(),
        List.of(
            "sh",
            HOME.resolve("bin/add-user.sh").toString(),
            "-a",
            "-s",
            "-sc",
            base.resolve("configuration").toString(),
            "-u",
            user.name(),
            "-p",
            user.password(),
            "-g",
            user.role()));
  }

  @Override
  void deploy(List<Path> wars) {
    Path deployments = base.resolve("deployments");
    try (Stream<Path> old = Files.list(deployments)) {
      for (Path file : old.filter(f -> f.toString().contains(".war")).toList()) {
        Files.delete(file);
      }
      for (Path war : wars) {
        Path copy = deployments.resolve(war.getFileName());
        Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(copy.resolveSibling(copy.getFileName() + ".dodeploy"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Process launch() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                HOME.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-full.xml",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset,
                "-Djboss.http.port=" + (port - offset)));
    command.addAll(systemProperties());
    return Shell.start(environment(), command, log());
  }

  @Override
  public Path deployedWar() {
    return base.resolve("deployments").resolve("catchment.war");
  }

  @Override
  public void redeploy(Path war) {
    Path deployed = deployedWar().resolveSibling("catchment.war.deployed");
    Path failed = deployedWar().resolveSibling("catchment.war.failed");
    try {
      FileTime before = Files.getLastModifiedTime(deployed);
      Files.copy(war, deployedWar(), StandardCopyOption.REPLACE_EXISTING);
      Files.createFile(deployedWar().resolveSibling("catchment.war.dodeploy"));
      long end = System.nanoTime() + REDEPLOYMENT.toNanos();
      while (!Files.exists(deployed) || Files.getLastModifiedTime(deployed).equals(before)) {
        if (Files.exists(failed) || System.nanoTime() > end) {
          throw new IllegalStateException("It was not deployed; see " + log());
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Paused and full: the first message still fits in. */
  @Override
  public void refuseMessages() {
    cli(
        List.of(
            QUEUE + ":pause",
            ADDRESS + ":write-attribute(name=address-full-policy,value=FAIL)",
            ADDRESS + ":write-attribute(name=max-size-bytes,value=1)"));
  }

  @Override
  public void acceptMessages() {
    cli(
        List.of(
            ADDRESS
                + ":write-attribute(name=max-size-bytes,value=\"${catchment.queue.memory:104857600}\")",
            ADDRESS + ":write-attribute(name=address-full-policy,value=PAGE)",
            QUEUE + ":resume"));
  }

  @Override
  public String createQueue(String name, WhenFull whenFull) {
    String entry = "java:/jms/queue/" + name;
    List<String> commands = new ArrayList<>();
    if (whenFull != null) {
      commands.add(
          settingsOf(name)
              + (":add(max-size-bytes=1,address-full-policy="
                  + (whenFull == WhenFull.BLOCK ? "BLOCK" : "FAIL")
                  + ")"));
    }
    commands.add("jms-queue add --queue-address=" + name + " --entries=[" + entry + "]");
    cli(commands);
    return entry;
  }

  @Override
  public void makeRoom(String queueName) {
    cli(List.of(settingsOf(queueName) + ":remove"));
  }

  @Override
  public void removeQueue(String name) {
    cli(List.of("jms-queue remove --queue-address=" + name));
  }

  @Override
  public void pauseQueue() {
    cli(List.of(QUEUE + ":pause"));
  }

  @Override
  public void resumeQueue() {
    cli(List.of(QUEUE + ":resume"));
  }

  private static String settingsOf(String queueName) {
    return BROKER + "/address-setting=jms.queue." + queueName;
  }

  private void cli(List<String> commands) {
    Shell.run(
        environment(),
        List.of(
            "sh",
            HOME.resolve("bin/jboss-cli.sh").toString(),
            "--connect",
            "--controller=127.0.0.1:" + (DEFAULT_MANAGEMENT_PORT + offset),
            "--commands=" + String.join(",", commands)));
  }

  @Override
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(super.environment());
    environment.put("WILDFLY_HOME", HOME.toString());
    environment.put("JBOSS_HOME", HOME.toString());
    environment.put("JBOSS_BASE_DIR", base.toString());
    return environment;
  }
}
