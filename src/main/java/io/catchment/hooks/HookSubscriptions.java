package io.catchment.hooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What each org's hook subscribes to, as Okta said last. */
@ApplicationScoped
public class HookSubscriptions {

  /** How old an answer may be: asked for every event that a System Log shows first. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  @Inject HookRecords records;
  @Inject Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * The subscription of an org's hook, at most five seconds old if another node has changed it;
   * empty if Okta has none, or was not asked yet. A hook that we keep, and that is missing in Okta,
   * still has one.
   */
  public Optional<HookSubscription> find(String org) {
    Instant now = clock.instant();
    return known
        .compute(org, (name, before) -> isFresh(before, now) ? before : read(name, before, now))
        .subscription();
  }

  /** The same, read from the database now. */
  public Optional<HookSubscription> findNow(String org) {
    Known now = read(org, known.get(org), clock.instant());
    known.put(org, now);
    return now.subscription();
  }

  /** Has it read anew, because it is changed. */
  void forget(String org) {
    known.remove(org);
  }

  private static boolean isFresh(Known known, Instant now) {
    return known != null
        && !now.isBefore(known.readAt())
        && now.isBefore(known.readAt().plus(FRESH));
  }

  private Known read(String org, Known before, Instant now) {
    Optional<HookSubscriptionText> text = records.find(org).flatMap(HookEntity::subscription);
    return before != null && before.text().equals(text)
        ? new Known(now, text, before.subscription())
        : new Known(now, text, text.map(HookSubscriptionText::read));
  }

  /** What was read last, and the text that it was made of, which seldom changes. */
  private record Known(
      Instant readAt,
      Optional<HookSubscriptionText> text,
      Optional<HookSubscription> subscription) {}
}
