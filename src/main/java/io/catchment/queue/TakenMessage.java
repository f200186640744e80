package io.catchment.queue;

import io.catchment.event.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.util.List;

/** A message that was taken off the queue. Its deliveries are read once. */
final class TakenMessage {

  private final Message message;
  private final Clock clock;
  private List<Delivery> deliveries;

  TakenMessage(Message message, Clock clock) {
    this.message = message;
    this.clock = clock;
  }

  Message message() {
    return message;
  }

  /**
   * What it holds.
   *
   * @throws JMSException if the broker fails; not for any content
   */
  List<Delivery> deliveries() throws JMSException {
    if (deliveries == null) {
      deliveries = DeliveryMessage.read(message, clock);
    }
    return deliveries;
  }
}
