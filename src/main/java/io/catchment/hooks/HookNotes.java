package io.catchment.hooks;

import io.catchment.okta.OktaTakenOverException;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Notes what is wanted of a hook and what Okta says of it, each note in a transaction. To be called
 * in the org's turn: once it is lost, a note throws {@link OktaTakenOverException}, and is not
 * made.
 */
@ApplicationScoped
class HookNotes {

  /** Okta's date has whole seconds: a smaller offset may be none. */
  private static final Duration LEAST_OFFSET = Duration.ofSeconds(2);

  @Inject HookRecords records;
  @Inject Writers writers;
  @Inject HookSubscriptions subscriptions;
  @Inject HookTurns turns;
  @Inject Clock clock;

  Optional<HookEntity> find(String org) throws Exception {
    return writers.write(() -> records.find(org));
  }

  /** What was seen when Okta's clock was so far ahead of ours. */
  HookEntity found(String org, HooksFound seen, Duration clockOffset) throws Exception {
    Instant now = clock.instant();
    return write(
        org,
        row -> {
          seen.hook()
              .ifPresentOrElse(h -> row.find(h, now, oktas(now, clockOffset)), () -> row.lose(now));
          row.findOthers(seen.others());
        });
  }

  HookEntity found(String org, OktaHook hook, Duration clockOffset) throws Exception {
    Instant now = clock.instant();
    return write(org, row -> row.find(hook, now, oktas(now, clockOffset)));
  }

  HookEntity agreed(
      String org, Wanted wanted, OktaHook hook, ToldHeaders headers, Duration clockOffset)
      throws Exception {
    Instant now = clock.instant();
    return write(
        org,
        row -> {
          row.agree(wanted, hook, headers);
          row.find(hook, now, oktas(now, clockOffset));
        });
  }

  private static Instant oktas(Instant now, Duration offset) {
    return offset.abs().compareTo(LEAST_OFFSET) < 0 ? now : now.plus(offset);
  }

  HookEntity wanted(String org, Wanted wanted) throws Exception {
    Instant now = clock.instant();
    return write(org, row -> row.want(wanted, now));
  }

  /** Somebody says anew what is wanted, and Okta is there. */
  HookEntity heard(String org) throws Exception {
    return write(org, HookEntity::hear);
  }

  /** Okta does not take a wish; whether it is given up. */
  boolean rejected(String org, Wanted wanted, String reason) throws Exception {
    AtomicBoolean isGivenUp = new AtomicBoolean();
    write(org, row -> isGivenUp.set(row.giveUp(wanted, reason)));
    return isGivenUp.get();
  }

  /** Whether Okta owes a verification, whatever it says of the hook. */
  HookEntity toBeVerified(String org, boolean isOwed) throws Exception {
    return write(org, row -> row.setToBeVerified(isOwed));
  }

  /** Has Okta told its headers again the next time. */
  HookEntity headersDoubted(String org) throws Exception {
    return write(org, HookEntity::doubtHeaders);
  }

  /** Nothing is wanted of the hook but that it goes. */
  HookEntity nothingWanted(String org, Optional<OktaHook> hook) throws Exception {
    return write(org, row -> row.unwant(hook));
  }

  HookEntity failed(String org, String reason) throws Exception {
    Instant now = clock.instant();
    return write(org, row -> row.fail(reason, now));
  }

  HookEntity succeeded(String org) throws Exception {
    return write(org, HookEntity::succeed);
  }

  void forget(String org) throws Exception {
    writers.write(
        () -> {
          turns.require(org);
          return records.forget(org);
        });
    subscriptions.forget(org);
  }

  /** Asked when nobody else can change the row, for that may have been waited for. */
  private HookRecords.Change inTurn(String org, Consumer<HookEntity> change) {
    return row -> {
      turns.require(org);
      change.accept(row);
    };
  }

  private HookEntity write(String org, Consumer<HookEntity> change) throws Exception {
    HookEntity row = writers.write(() -> records.change(org, inTurn(org, change)));
    subscriptions.forget(org);
    return row;
  }
}
