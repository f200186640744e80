/**
 * What the stages stand on: settings, access for people and machines, problems as answers, health,
 * metrics and the clock.
 *
 * <p>Every stage may use it; it knows none of them. A stage that has something to say about its
 * health implements {@link io.catchment.platform.HealthCheck} if it must work for the next delivery
 * to be taken, and {@link io.catchment.platform.HealthDetail} if not; one that counts registers
 * with the injected Prometheus registry. Wrong settings fail the deployment, all named at once;
 * after that nothing here fails on its own account.
 */
package io.catchment.platform;
