package io.catchment.store;

import io.catchment.event.LogEvent;
import io.catchment.event.Origin;

/**
 * An event that was not there before.
 *
 * @param id our id of it
 * @param org the alias of the org
 * @param origin how it came to us
 * @param event what it says
 */
public record NewEvent(Long id, String org, Origin origin, LogEvent event) {}
