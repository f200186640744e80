package io.catchment.queue;

import io.catchment.event.Delivery;
import java.util.List;

/** A queue whose broker is away. */
public final class AwayQueue extends DeliveryQueue {

  @Override
  public void send(List<Delivery> deliveries) throws QueueUnavailableException {
    throw new QueueUnavailableException(new IllegalStateException("away"));
  }
}
