package io.catchment.publish;

import io.catchment.event.LogEvent;
import io.catchment.event.Party;
import io.catchment.event.StorableText;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * An event as a JMS message, as applications get it.
 *
 * <p>The body is the event's JSON as it came. {@code JMSCorrelationID} is the event's uuid, by
 * which a consumer recognises one that it gets twice; {@code JMSType} is its event type; {@code
 * JMSXGroupID} is the first user among its targets, or else its actor, so that one user's events
 * are consumed in order. The other properties are there for selectors; one whose member is missing
 * is missing too.
 */
final class EventMessage {

  /** The longest text of one property; brokers bound the headers of a message as a whole. */
  private static final int MAX_TEXT = 255;

  /** The longest list of targets; those that no longer fit are left out of the property. */
  private static final int MAX_LIST = 4_000;

  private EventMessage() {}

  static Message write(Session session, Publication publication) throws JMSException {
    LogEvent event = publication.event();
    TextMessage message = session.createTextMessage(event.json());
    message.setJMSCorrelationID(event.uuid());
    message.setJMSType(StorableText.forColumn(event.eventType(), MAX_TEXT));
    message.setStringProperty("oktaOrg", publication.org());
    message.setStringProperty("oktaOrigin", publication.origin().name());
    message.setLongProperty("oktaPublished", event.publishedAt().toEpochMilli());
    message.setBooleanProperty("oktaReplay", false);
    set(message, "oktaEventType", event.eventType());
    set(message, "oktaSeverity", event.severity());
    set(message, "oktaOutcome", event.outcome());
    set(message, "oktaActorId", event.actor().id());
    set(message, "oktaActorAlternateId", event.actor().alternateId());
    setList(message, "oktaTargetIds", event.targets(), Party::id);
    setList(message, "oktaTargetAlternateIds", event.targets(), Party::alternateId);
    set(message, "JMSXGroupID", groupOf(event));
    return message;
  }

  private static void set(Message message, String property, String value) throws JMSException {
    if (value != null && !value.isEmpty()) {
      message.setStringProperty(property, StorableText.forColumn(value, MAX_TEXT));
    }
  }

  /** With a bar around each, so that the selector LIKE '%|00u1|%' matches one exactly. */
  private static void setList(
      Message message, String property, List<Party> targets, Function<Party, String> member)
      throws JMSException {
    StringBuilder list = new StringBuilder("|");
    for (Party target : targets) {
      String value = StorableText.forColumn(member.apply(target), MAX_TEXT);
      if (value != null && list.length() + value.length() < MAX_LIST) {
        list.append(value).append('|');
      }
    }
    if (list.length() > 1) {
      message.setStringProperty(property, list.toString());
    }
  }

  private static String groupOf(LogEvent event) {
    return event.targets().stream()
        .filter(Party::isUser)
        .map(Party::id)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(event.actor().id());
  }
}
