/**
 * Finds events: what the System Log's own API asks for, answered from the store.
 *
 * <p>Reads only. {@link io.catchment.search.Events} reads a page of what an {@link
 * io.catchment.search.EventQuery} asks for: the database narrows down by its columns and by the
 * text of the event, and {@link io.catchment.filter.Filter} has the last word on each event, so
 * that every database finds the same. {@link io.catchment.search.EventResource} shows one event
 * whole, with its way.
 */
package io.catchment.search;
