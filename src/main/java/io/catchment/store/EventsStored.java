package io.catchment.store;

import java.util.List;

/**
 * Fired when a delivery brought events that we had not, inside the transaction that stores them.
 *
 * <p>An observer in progress shares the transaction's fate; one after success knows that the events
 * are there.
 *
 * @param events the new events, in the order of the delivery; never empty
 */
public record EventsStored(List<NewEvent> events) {

  public EventsStored {
    events = List.copyOf(events);
  }

  /** Our ids of the new events, in their order. */
  public List<Long> eventIds() {
    return events.stream().map(NewEvent::id).toList();
  }
}
