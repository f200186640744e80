package io.catchment.queue;

import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Clock;

/**
 * Takes deliveries off the queue and has them stored, all of a message together.
 *
 * <p>The container's transaction around {@code onMessage} holds the message and nothing else; the
 * store commits on its own before it. The destination is given by its physical name, which needs no
 * vendor descriptor on any server.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "CatchmentDeliveries")
    })
public class DeliveryMessageBean implements MessageListener {

  @Inject DeliveryStore store;
  @Inject LargeMessages largeMessages;
  @Inject Redelivery redelivery;
  @Inject Clock clock;
  @Resource MessageDrivenContext context;

  /** Never throws: OpenMQ would move the message aside after a few attempts. */
  @Override
  public void onMessage(Message message) {
    try {
      if (!DeliveryMessage.isTrial(message)) {
        largeMessages.inTurn(message, () -> store(message));
        redelivery.worked();
      }
    } catch (Exception | Error e) {
      redelivery.again(message, context, e);
    }
  }

  private Void store(Message message) throws JMSException, StoreUnavailableException {
    store.store(DeliveryMessage.read(message, clock));
    return null;
  }
}
