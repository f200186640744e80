package io.catchment.platform;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many transactions the embedded broker holds prepared: messages in them are invisible until
 * the transaction manager has decided. After a crash that is for its recovery to do; worry when the
 * number does not fall to zero.
 *
 * <p>There is no API for it, so each broker is asked by the MBean that the scripts of {@code
 * server-config} leave it with. A broker that is elsewhere, or another one, does not tell; nor does
 * OpenMQ, which has no MBeans while it is embedded in Payara Server.
 */
@ApplicationScoped
class PreparedTransactions implements HealthDetail {

  private static final Logger LOG = System.getLogger(PreparedTransactions.class.getName());

  private static final String ARTEMIS = "jboss.as:subsystem=messaging-activemq,server=default";
  private static final String ACTIVEMQ = "org.apache.activemq:type=Broker,brokerName=catchment";

  private static final List<Broker> BROKERS =
      List.of(
          new Broker(
              ARTEMIS,
              ARTEMIS + ",jms-queue=CatchmentDeliveries",
              PreparedTransactions::countInArtemis),
          new Broker(ACTIVEMQ, ACTIVEMQ, PreparedTransactions::countInActiveMq));

  private static final Duration FRESH = Duration.ofSeconds(3);

  @Inject PrometheusRegistry registry;
  private OptionalLong count;
  private long countedAt;

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    GaugeWithCallback.builder()
        .name("catchment_prepared_transactions")
        .help("Transactions that the broker holds prepared; missing where it does not tell")
        .callback(gauge -> count().ifPresent(gauge::call))
        .register(registry);
  }

  @Override
  public String name() {
    return "preparedTransactions";
  }

  @Override
  public Optional<JsonValue> find() {
    OptionalLong known = count();
    return known.isPresent() ? Optional.of(Json.createValue(known.getAsLong())) : Optional.empty();
  }

  /**
   * Empty if the broker does not tell. Asked anew after some seconds only, for WildFly goes through
   * its whole management model for the answer.
   */
  synchronized OptionalLong count() {
    long now = System.nanoTime();
    if (count == null || now - countedAt > FRESH.toNanos()) {
      count = ask();
      countedAt = now;
    }
    return count;
  }

  private static OptionalLong ask() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      for (Broker broker : BROKERS) {
        if (server.isRegistered(new ObjectName(broker.registeredIfOurs()))) {
          return OptionalLong.of(broker.counter().count(server, new ObjectName(broker.name())));
        }
      }
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The broker does not tell its prepared transactions", e);
    }
    return OptionalLong.empty();
  }

  private static long countInArtemis(MBeanServer server, ObjectName name) throws JMException {
    return ((Object[]) server.invoke(name, "listPreparedTransactions", null, null)).length;
  }

  /** Only those of before the last start have an MBean. */
  private static long countInActiveMq(MBeanServer server, ObjectName name) throws JMException {
    ObjectName recovered = new ObjectName(name + ",transactionType=RecoveredXaTransaction,*");
    return server.queryNames(recovered, null).size();
  }

  /**
   * A broker that may be embedded.
   *
   * @param name of its MBean
   * @param registeredIfOurs the name of an MBean that is there only if our queue is on the broker:
   *     WildFly has a broker of its own even if the queue is on another
   */
  private record Broker(String name, String registeredIfOurs, Counter counter) {}

  private interface Counter {
    long count(MBeanServer server, ObjectName name) throws JMException;
  }
}
