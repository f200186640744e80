package io.catchment.event;

import java.util.List;

/**
 * What a delivery holds, in the order of the batch.
 *
 * @param oktaEventId the envelope's {@code eventId}, which names the delivery in Okta; may be null
 * @param source the envelope's {@code source}, the address of the hook in Okta; may be null
 * @param events the elements that are events, duplicates included
 * @param unreadable the elements that are not; none if they are too many to be kept one by one
 * @param unlisted how many elements are not events, if they are too many; otherwise 0
 */
public record DeliveryContents(
    String oktaEventId,
    String source,
    List<LogEvent> events,
    List<UnreadableEvent> unreadable,
    int unlisted) {

  public DeliveryContents {
    events = List.copyOf(events);
    unreadable = List.copyOf(unreadable);
  }

  /** How many elements the batch had, of either kind. */
  public int size() {
    return events.size() + unreadable.size() + unlisted;
  }
}
