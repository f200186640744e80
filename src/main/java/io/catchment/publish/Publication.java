package io.catchment.publish;

import io.catchment.event.Origin;

/**
 * One event on its way to one subscription.
 *
 * @param eventId our id of the event
 * @param org the alias of the org
 * @param origin how the event came to us
 * @param json the event's text, as it came
 */
record Publication(Long eventId, String org, Origin origin, String json) {}
