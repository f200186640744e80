/**
 * What the stages stand on: settings, access for people and machines, problems as answers, health,
 * metrics and the clock.
 *
 * <p>Every stage may use it; it knows none of them. Who calls is said in one place, {@link
 * io.catchment.platform.Access}: by a token, by a user's password, or by the session of the
 * console, with which a request has to show that it is not the work of another site. A stage that
 * has something to say about its health implements {@link io.catchment.platform.HealthCheck} if it
 * must work for the next delivery to be taken, and {@link io.catchment.platform.HealthDetail} if
 * not; one that counts registers with the injected Prometheus registry. Wrong settings fail the
 * deployment, all named at once; after that nothing here fails on its own account.
 */
package io.catchment.platform;
