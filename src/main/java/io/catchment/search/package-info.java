/**
 * Finds and counts events: what the System Log's own API asks for, and more, answered from the
 * store.
 *
 * <p>Reads only. {@link io.catchment.search.Events} reads a page of what an {@link
 * io.catchment.search.EventQuery} asks for: the database narrows down by its columns and by the
 * text of the event, and {@link io.catchment.filter.Filter} has the last word on each event, so
 * that every database finds the same. {@link io.catchment.search.EventResource} shows one event
 * whole, with its way.
 *
 * <p>{@link io.catchment.search.StatisticsResource} counts: {@link io.catchment.search.Judging}
 * says which events SQL is sure of, and the database counts those; the others are read, for the
 * filter to decide. Of long times {@link io.catchment.search.HourCounts} tells most by what the
 * store has counted already. All of them go in {@link io.catchment.search.Steps}, so that no
 * transaction is long, and count as one of the few searches that run at the same time. {@link
 * io.catchment.search.ExportResource} writes all that a query finds, page by page, into one answer;
 * {@link io.catchment.search.ExportPlaces} has few of them at the same time, so that they leave
 * turns to the others.
 *
 * <p>{@link io.catchment.search.LogsResource} is what clients see of it. What they leave open is
 * decided once, for a first page; the {@link io.catchment.search.Cursors} of further pages are
 * signed, so that a page is always one of the query that it was begun with. What a client gets
 * wrong is answered in Okta's shape with what to do instead; while the database is away, with 503.
 *
 * <p>{@link io.catchment.search.LiveResource} tells clients of what is stored from some place on,
 * for an hour at the most, after which they come back. {@link io.catchment.search.LiveReader} reads
 * that once for all of them, and for each that is behind until it is not; {@link
 * io.catchment.search.LiveClient} sends, and {@link io.catchment.search.Waiting} bounds what is
 * kept for it. {@link io.catchment.search.LiveTail} has the threads.
 */
package io.catchment.search;
