package io.catchment.search;

import java.util.List;

/**
 * A piece of what a query finds.
 *
 * @param events in the query's order; there may be fewer than were asked for, and none at all,
 *     although more follow, if looking took long
 * @param end where to go on
 * @param more whether anything may follow that is there already
 */
record EventPage(List<FoundEvent> events, Position end, boolean more) {}
