package io.catchment.publish;

import io.catchment.platform.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a subscription stands.
 *
 * @param destination the JNDI name of its JMS destination
 * @param waiting how many events it has still to be sent
 * @param oldestWaitingAt when the one was stored that has waited longest; empty if none waits
 */
record SubscriptionState(
    String name, String destination, long waiting, Optional<Instant> oldestWaitingAt) {

  JsonObjectBuilder json(Instant now) {
    return Json.createObjectBuilder()
        .add("subscription", name)
        .add("destination", destination.substring(destination.lastIndexOf('/') + 1))
        .add("waiting", waiting)
        .add("oldestWaitingAt", JsonValues.of(oldestWaitingAt.orElse(null)))
        .add("lagSeconds", lag(now).toSeconds());
  }

  /** Clocks of nodes may differ a little. */
  private Duration lag(Instant now) {
    Duration lag = oldestWaitingAt.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
    return lag.isNegative() ? Duration.ZERO : lag;
  }
}
