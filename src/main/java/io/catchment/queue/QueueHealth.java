package io.catchment.queue;

import io.catchment.platform.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;

/** Whether the broker will take the next delivery. */
@ApplicationScoped
class QueueHealth implements HealthCheck {

  @Inject DeliveryQueue queue;

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public void check() throws JMSException {
    queue.check();
  }
}
