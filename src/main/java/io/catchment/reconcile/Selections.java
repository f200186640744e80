package io.catchment.reconcile;

import io.catchment.hooks.HookSubscription;
import io.catchment.hooks.HookSubscriptions;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.ReconcileScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Which events of an org's System Log are read. */
@ApplicationScoped
class Selections {

  @Inject HookSubscriptions hooks;

  /** All, or what the hook subscribes to; without a hook only what Okta reports. */
  Selection of(OrgSettings org) {
    if (org.reconcileScope() == ReconcileScope.ALL) {
      return Selection.ALL;
    }
    return Selection.of(hooks.find(org.alias()).map(HookSubscription::types).orElse(Set.of()));
  }
}
