package io.catchment.queue;

import io.catchment.platform.Outage;
import io.catchment.platform.RedeliveryMode;
import io.catchment.platform.Settings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.MessageDrivenContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.time.Duration;

/**
 * Brings back deliveries that could not be stored, after a growing delay and as often as it takes.
 *
 * <p>Artemis and ActiveMQ do that with a message that is rolled back. OpenMQ would bring it back at
 * once, hundreds of times a second; there the bean puts a delayed copy on the queue, in the same
 * transaction that takes the message off.
 */
@ApplicationScoped
class Redelivery {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject DeliveryQueue queue;
  @Inject Settings settings;
  @Inject PrometheusRegistry registry;
  private Outage outage;
  private Counter redeliveries;

  @PostConstruct
  void start() {
    outage =
        new Outage(
            Redelivery.class,
            "Deliveries cannot be stored and wait in the queue",
            "Deliveries are stored again");
    redeliveries =
        Counter.builder()
            .name("catchment_redeliveries_total")
            .help("Messages of the queue that could not be stored and come again later")
            .register(registry);
  }

  void again(TakenMessage message, MessageDrivenContext context, Throwable failure) {
    outage.report(failure);
    redeliveries.inc();
    if (settings.redelivery() == RedeliveryMode.BROKER || !putBack(message)) {
      context.setRollbackOnly();
    }
  }

  void worked() {
    outage.end();
  }

  private boolean putBack(TakenMessage message) {
    try {
      int attempt = DeliveryMessage.attempt(message.message());
      queue.putBack(message.deliveries(), attempt + 1, delayAfter(attempt));
      return true;
    } catch (JMSException | RuntimeException e) {
      // The broker is in trouble too, or does not know delays: then it has the message anyway.
      outage.report(e);
      return false;
    }
  }

  /** One second after the first attempt, doubled after each further one. */
  static Duration delayAfter(int attempt) {
    Duration delay = FIRST.multipliedBy(1L << Math.max(0, Math.min(attempt - 1, 10)));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
