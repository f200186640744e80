package io.catchment.probe;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.Enumeration;

/** Hears every event, durably. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "CatchmentEvents"),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "clientId", propertyValue = "probe"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "probe")
    })
public class ProbeMessageBean implements MessageListener {

  @Inject Heard heard;

  @Override
  public void onMessage(Message message) {
    try {
      JsonObjectBuilder noted = Json.createObjectBuilder();
      noted.add("JMSCorrelationID", message.getJMSCorrelationID());
      noted.add("persistent", message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT);
      if (message.getJMSType() != null) {
        noted.add("JMSType", message.getJMSType());
      }
      Enumeration<?> names = message.getPropertyNames();
      while (names.hasMoreElements()) {
        String name = (String) names.nextElement();
        noted.add(name, String.valueOf(message.getObjectProperty(name)));
      }
      noted.add("text", ((TextMessage) message).getText());
      heard.add(noted.build());
    } catch (JMSException | IOException e) {
      throw new EJBException(e);
    }
  }
}
