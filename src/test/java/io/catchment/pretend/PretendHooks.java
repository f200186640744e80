package io.catchment.pretend;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The event hooks of the pretend Okta. What happens to one is recorded in the System Log. Safe for
 * many threads.
 */
public final class PretendHooks {

  private static final int MAX_ACTIVE = 25;
  private static final int ID_LENGTH = 17;
  private static final String ID_CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final PretendLog log;
  private final Clock clock;
  private final HookCalls calls;
  private final Random random = new Random();
  private final Map<String, Hook> hooks = new LinkedHashMap<>();
  private boolean staysVerified;

  PretendHooks(PretendLog log, HookCalls calls, Clock clock) {
    this.log = log;
    this.calls = calls;
    this.clock = clock;
  }

  /** All hooks, the oldest first. */
  public synchronized List<Hook> all() {
    return List.copyOf(hooks.values());
  }

  /** The hook with this id. */
  public synchronized Optional<Hook> find(String id) {
    return Optional.ofNullable(hooks.get(id));
  }

  /** Lets a hook look as if it had never been verified, as an administrator's change does. */
  public synchronized void unverify(String id) {
    change(id, "updated", hook -> hook.with(hook.isActive(), false, clock.instant()));
  }

  /**
   * From now on a hook whose channel changes is shown as verified all the same: that it is not is
   * only likely of Okta.
   */
  public synchronized void stayVerified() {
    staysVerified = true;
  }

  synchronized List<Hook> takers(String eventType) {
    return hooks.values().stream().filter(hook -> hook.takes(eventType)).toList();
  }

  synchronized Hook create(HookWish wish) {
    requireRoomForAnActiveOne();
    Hook hook = Hook.create(newId(), wish, clock.instant());
    hooks.put(hook.id(), hook);
    record("created", hook);
    return hook;
  }

  synchronized Hook require(String id) {
    return find(id).orElseThrow(() -> OktaException.notFound(id + " (Webhook)"));
  }

  synchronized Hook update(String id, HookWish wish) {
    return change(id, "updated", hook -> hook.become(wish, staysVerified, clock.instant()));
  }

  synchronized Hook activate(String id) {
    if (!require(id).isActive()) {
      requireRoomForAnActiveOne();
    }
    return change(id, "activated", hook -> hook.with(true, hook.isVerified(), clock.instant()));
  }

  synchronized Hook deactivate(String id) {
    return change(id, "deactivated", hook -> hook.with(false, hook.isVerified(), clock.instant()));
  }

  synchronized void delete(String id) {
    Hook hook = require(id);
    if (hook.isActive()) {
      throw OktaException.invalid("eventHook", "status: An active hook cannot be deleted.");
    }
    hooks.remove(id);
    record("deleted", hook);
  }

  /** Not in one step: whoever is asked may look at the hook meanwhile, or change it. */
  Hook verify(String id) {
    Hook asked = require(id);
    if (!asked.isActive()) {
      throw OktaException.invalid("eventHook", "status: Only an active hook can be verified.");
    }
    HookOutcome outcome = calls.verify(asked);
    if (!outcome.isSuccess()) {
      throw OktaException.invalid("eventHook", "verification: " + outcome.trouble() + ".");
    }
    return change(
        id,
        "verified",
        hook ->
            hook.with(hook.isActive(), hook.channel().equals(asked.channel()), clock.instant()));
  }

  private synchronized Hook change(String id, String name, UnaryOperator<Hook> change) {
    Hook changed = change.apply(require(id));
    hooks.put(id, changed);
    record(name, changed);
    return changed;
  }

  private void record(String change, Hook hook) {
    Instant now = clock.instant();
    log.store(HookRecord.changed(change, hook, now), now);
  }

  private void requireRoomForAnActiveOne() {
    if (hooks.values().stream().filter(Hook::isActive).count() >= MAX_ACTIVE) {
      throw OktaException.invalid("eventHook", "status: There are 25 active hooks already.");
    }
  }

  private String newId() {
    StringBuilder id = new StringBuilder("who");
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
    }
    return id.toString();
  }
}
