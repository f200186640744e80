package io.catchment.receive;

import java.time.Instant;

/**
 * The file in which Okta publishes its addresses, see {@link RangesFile}.
 *
 * @param fetchedAt when it was fetched
 */
record PublishedFile(String text, Instant fetchedAt) {}
