package io.catchment.reconcile;

import io.catchment.hooks.HookSubscription;
import io.catchment.hooks.HookSubscriptions;
import io.catchment.store.LogPageStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an org's hook should bring: events of the types that it subscribes to, published since it
 * was verified. Those that Okta filters before it delivers nobody can expect.
 */
@ApplicationScoped
class Expectation {

  @Inject HookSubscriptions hooks;

  /** Tells which events the hook should bring, as it is now. */
  Predicate<LogPageStored.Fresh> of(String org) {
    Optional<HookSubscription> hook = hooks.findNow(org);
    return event ->
        hook.filter(h -> h.delivers(event.eventType(), event.publishedAt())).isPresent();
  }
}
