package io.catchment.hooks;

import java.util.Set;

/**
 * What an org's hook subscribes to, as it is kept.
 *
 * @param hook what the hook should be, as JSON
 * @param deliversSince see {@link DeliveryTimes}; may be null
 */
record HookSubscriptionText(String hook, String deliversSince) {

  HookSubscription read() {
    return new HookSubscription(
        Set.copyOf(OktaHook.read(hook).events()), DeliveryTimes.read(deliversSince).byType());
  }
}
