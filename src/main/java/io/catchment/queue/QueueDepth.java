package io.catchment.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many deliveries wait in the queue.
 *
 * <p>There is no API for it, so each broker is asked by its MBean. A broker that is elsewhere does
 * not tell; nor does OpenMQ, which has no MBeans while it is embedded in Payara Server.
 */
@ApplicationScoped
public class QueueDepth {

  private static final Logger LOG = System.getLogger(QueueDepth.class.getName());

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "jboss.as:subsystem=messaging-activemq,server=default,jms-queue=CatchmentDeliveries",
              "messageCount"),
          new Source(
              "org.apache.activemq:type=Broker,brokerName=catchment,destinationType=Queue,"
                  + "destinationName=CatchmentDeliveries",
              "QueueSize"));

  private static final Duration FRESH = Duration.ofSeconds(3);

  private OptionalLong depth;
  private long askedAt;

  /** The number, some seconds old at the most; empty if the broker does not tell. */
  public synchronized OptionalLong find() {
    long now = System.nanoTime();
    if (depth == null || now - askedAt > FRESH.toNanos()) {
      depth = ask(ManagementFactory.getPlatformMBeanServer());
      askedAt = now;
    }
    return depth;
  }

  /** Asks the brokers that have an MBean here. */
  static OptionalLong ask(MBeanServer server) {
    try {
      for (Source source : SOURCES) {
        ObjectName name = new ObjectName(source.name());
        if (server.isRegistered(name)
            && server.getAttribute(name, source.attribute()) instanceof Number messages) {
          return OptionalLong.of(messages.longValue());
        }
      }
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The broker does not tell how many deliveries wait", e);
    }
    return OptionalLong.empty();
  }

  /** An MBean of a queue, and its attribute that counts. */
  private record Source(String name, String attribute) {}
}
