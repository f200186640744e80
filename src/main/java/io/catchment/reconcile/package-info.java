/**
 * The second way in: reads an org's System Log, so that what the hook missed is found, fetched and
 * counted.
 *
 * <p>A page goes the way of a delivery, through {@code queue} or, if the broker refuses, to {@code
 * store} directly; what of it was missing, the store decides. The place in the log moves only after
 * the page is durable, so after a crash a page may be read twice, which stores nothing twice. A few
 * pages of an org are on the queue at a time, so that what the hook brings does not wait behind a
 * long log. One node reads an org's log at a time, on a lease. What a page brought is noted in the
 * transaction that stores it, as an observer of {@link io.catchment.store.LogPageStored}; so is
 * what the hook has brought of it since, as one of {@link io.catchment.store.HookArrivals}.
 */
package io.catchment.reconcile;
