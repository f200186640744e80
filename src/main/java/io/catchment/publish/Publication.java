package io.catchment.publish;

import io.catchment.event.LogEvent;
import io.catchment.event.LogEventReader;
import io.catchment.event.Origin;
import io.catchment.store.NewEvent;

/**
 * One event on its way to one subscription.
 *
 * @param eventId our id of the event
 * @param org the alias of the org
 * @param origin how the event came to us
 * @param event what it says
 */
record Publication(Long eventId, String org, Origin origin, LogEvent event) {

  /** Of an event as its row keeps it, by the text as it came. */
  Publication(Long eventId, String org, Origin origin, String json) {
    this(eventId, org, origin, LogEventReader.read(json));
  }

  static Publication of(NewEvent stored) {
    return new Publication(stored.id(), stored.org(), stored.origin(), stored.event());
  }
}
