package io.catchment.server;

import java.nio.file.Path;
import java.util.List;

/** Payara Server with its embedded OpenMQ broker, in a domain of its own. */
final class PayaraServer extends Server {

  PayaraServer(Path folder, int port, Database database) {
    super(folder, port, database);
  }

  @Override
  void install() {}

  @Override
  void deploy(List<Path> wars) {}

  @Override
  Process launch() {
    throw new IllegalStateException();
  }

  @Override
  public Path deployedWar() {
    throw new IllegalStateException();
  }

  @Override
  public void refuseMessages() {}

  @Override
  public void acceptMessages() {}
}
