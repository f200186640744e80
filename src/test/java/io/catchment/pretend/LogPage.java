package io.catchment.pretend;

import java.util.List;
import java.util.Optional;

/**
 * What a query finds.
 *
 * @param next where it goes on; empty if it does not
 */
record LogPage(List<PretendEvent> events, Optional<Cursor> next) {}
