package io.catchment.server;

import java.nio.file.Path;

/** WildFly with an Artemis broker elsewhere, which is the test's to break. */
final class RemoteBrokerWildFly extends WildFly {

  RemoteBrokerWildFly(Path folder, int port, Database database, int brokerPort) {
    super(folder, port, database);
    with("catchment.broker.port", Integer.toString(brokerPort));
    with("catchment.broker.user", ArtemisServer.USER);
    with("catchment.broker.password", ArtemisServer.PASSWORD);
  }

  @Override
  String broker() {
    return "remote-broker";
  }

  @Override
  public void refuseMessages() {
    throw new UnsupportedOperationException("The broker is not of this server.");
  }

  @Override
  public void acceptMessages() {
    throw new UnsupportedOperationException("The broker is not of this server.");
  }
}
