package io.catchment.search;

import java.time.Instant;

/**
 * A place between two events: behind the one that was published then and has this id. In the order
 * of arrival the id alone counts.
 *
 * @param publishedAt when the event was published, to the microsecond
 * @param id the event's id in our database, which is not Okta's uuid
 */
record Position(Instant publishedAt, long id) {}
