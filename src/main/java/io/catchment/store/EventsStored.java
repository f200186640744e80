package io.catchment.store;

import java.util.List;

/**
 * Fired when a delivery brought events that we had not, inside the transaction that stores them.
 *
 * <p>An observer in progress shares the transaction's fate; one after success knows that the events
 * are there.
 *
 * @param eventIds our ids of the new events, in the order of the delivery; never empty
 */
public record EventsStored(List<Long> eventIds) {

  public EventsStored {
    eventIds = List.copyOf(eventIds);
  }
}
