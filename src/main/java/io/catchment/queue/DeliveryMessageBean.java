package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * Takes deliveries off the queue and has them stored.
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

  private static final Logger LOG = System.getLogger(DeliveryMessageBean.class.getName());

  @Inject DeliveryStore store;
  @Inject Clock clock;
  @Resource MessageDrivenContext context;

  @Override
  public void onMessage(Message message) {
    try {
      store(DeliveryMessage.read(message, clock));
    } catch (JMSException e) {
      throw new EJBException("The broker failed while a delivery was read", e);
    }
  }

  private void store(Delivery delivery) {
    try {
      store.store(delivery);
    } catch (StoreUnavailableException e) {
      // Rolled back and not thrown: the container would log each attempt with a stack trace.
      LOG.log(
          Level.WARNING, "Not stored yet, will be redelivered: {0}: {1}", delivery, e.getMessage());
      context.setRollbackOnly();
    }
  }
}
