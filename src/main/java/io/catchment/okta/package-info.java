/**
 * The way back to Okta: its management API as far as we use it, which is the System Log and the
 * event hooks, and the catalogue of its event types.
 *
 * <p>{@code hooks} and {@code reconcile} call it; it knows {@code platform} only. For each org with
 * API access there is one {@link io.catchment.okta.OktaClient}, which identifies us, keeps below a
 * share of Okta's rate limit and repeats what failed in passing. What fails for good is one of the
 * few kinds of {@link io.catchment.okta.OktaException}; none of their messages holds a secret. What
 * lasts is shown by {@link io.catchment.okta.OktaHealth}.
 */
package io.catchment.okta;
