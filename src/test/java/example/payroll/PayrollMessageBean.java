package example.payroll;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * Hears of the people who join and leave, and of nothing else: the selector is applied by the
 * broker.
 *
 * <p>The subscription is durable, so what is published while payroll is not running waits for it.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "CatchmentEvents"),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "clientId", propertyValue = "payroll"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "payroll"),
      @ActivationConfigProperty(
          propertyName = "messageSelector",
          propertyValue =
              "oktaOutcome = 'SUCCESS' AND oktaEventType IN ('user.lifecycle.create',"
                  + " 'user.lifecycle.deactivate', 'user.lifecycle.delete.initiated')")
    })
public class PayrollMessageBean implements MessageListener {

  @Inject Accounts accounts;

  @Override
  public void onMessage(Message message) {
    try {
      accounts.apply(message.getJMSType(), message.getLongProperty("oktaPublished"), read(message));
    } catch (JMSException e) {
      throw new EJBException("The message cannot be read", e);
    }
  }

  private static JsonObject read(Message message) throws JMSException {
    try (JsonReader reader =
        Json.createReader(new StringReader(((TextMessage) message).getText()))) {
      return reader.readObject();
    }
  }
}
