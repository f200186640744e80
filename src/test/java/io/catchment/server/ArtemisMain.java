package io.catchment.server;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis broker as a process: the configuration that is shipped, and one user. */
final class ArtemisMain {

  private ArtemisMain() {}

  /** Runs until it is killed; what the configuration asks for comes as system properties. */
  public static void main(String[] arguments) throws Exception {
    Path configuration = Path.of(arguments[0]);
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(ArtemisServer.USER, ArtemisServer.PASSWORD);
    users.addRole(ArtemisServer.USER, "catchment");
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(configuration.toUri().toString());
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    broker.start();
  }
}
