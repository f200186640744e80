package io.catchment.publish;

import io.catchment.event.Origin;

/**
 * One event on its way to one subscription.
 *
 * @param outboxId the row that asks for it
 * @param org the alias of the org
 * @param origin how the event came to us
 * @param json the event's text, as it came
 */
record Publication(Long outboxId, String org, Origin origin, String json) {}
