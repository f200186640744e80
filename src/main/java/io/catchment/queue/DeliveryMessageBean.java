package io.catchment.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Clock;

/**
 * Takes deliveries off the queue and has them stored, those of a message together with what the
 * other instances of this bean have just taken.
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
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = "CatchmentDeliveries"),
      // OpenMQ only. Otherwise it declares dead what it has just handed to a bean that is
      // undeployed.
      @ActivationConfigProperty(
          propertyName = "sendUndeliverableMsgsToDMQ",
          propertyValue = "false")
    })
public class DeliveryMessageBean implements MessageListener {

  @Inject Gathering gathering;
  @Inject LargeMessages largeMessages;
  @Inject Redelivery redelivery;
  @Inject Clock clock;
  @Resource MessageDrivenContext context;

  /** Never throws: OpenMQ would move the message aside after a few attempts. */
  @Override
  public void onMessage(Message message) {
    TakenMessage taken = new TakenMessage(message, clock);
    try {
      if (!DeliveryMessage.isTrial(message)) {
        largeMessages.inTurn(message, () -> store(taken));
        redelivery.worked();
      }
    } catch (Exception | Error e) {
      again(taken, e);
    }
  }

  /** Payara closes the class loader before it ends the bean: then there is no more than this. */
  private void again(TakenMessage message, Throwable failure) {
    try {
      redelivery.again(message, context, failure);
    } catch (RuntimeException | LinkageError e) {
      context.setRollbackOnly();
    }
  }

  private Void store(TakenMessage message) throws Exception {
    gathering.store(message.deliveries());
    return null;
  }
}
