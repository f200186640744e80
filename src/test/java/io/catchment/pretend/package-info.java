/**
 * A pretend Okta for development and tests: a real HTTP server on this machine that speaks Okta's
 * System Log API, its Event Hooks management API and its token endpoint, and that sends event hooks
 * as Okta does.
 *
 * <p>{@link io.catchment.pretend.PretendOkta} is the way in; tests, benchmarks and the run command
 * use it alike. It knows nothing of Catchment: what it does, it does because Okta's public
 * documentation says so, or because recorded traffic shows it. Where both are silent it is the
 * stricter of the possible Oktas, and says so. Everything is kept in memory; everything random
 * comes from a given seed.
 */
package io.catchment.pretend;
