/**
 * The record: entities, migrations, and the only writer of events.
 *
 * <p>{@code queue} hands deliveries in, {@code receive} does when the broker refuses. Each is
 * stored in one database transaction, once, however often it is handed in; what other stages do in
 * the same transaction they do as observers of {@link io.catchment.store.EventsStored}. Entities
 * never leave this package. When the database is away, nothing is written and {@link
 * io.catchment.store.StoreUnavailableException} says so; when it refuses the data for good, the
 * delivery becomes a dead letter, whole; {@link io.catchment.store.DeadLetters} looks after these.
 * Which further deliveries brought an event that was there is kept, so that its duplicates can be
 * told. {@link io.catchment.store.EventUpkeepTimer} adds what was stored to the counts by hour and
 * kind of event, in the order of arrival and each event once, whoever dies; {@code search} reads
 * them. What other stages know of an event they show as an {@link io.catchment.store.EventDetail}.
 * Whoever writes into the database, here or elsewhere, does so through {@link
 * io.catchment.store.Writers}.
 */
package io.catchment.store;
