package io.catchment.benchmark;

import io.catchment.pretend.PretendEvent;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import io.catchment.server.HookRegistration;
import io.catchment.server.Server;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A pretend Okta in this process, without a rate limit, whose hook is registered and never
 * delivers: whatever happens is in the System Log only, and all that the hook should have brought
 * is a gap.
 *
 * <p>It keeps some tens of bytes an event, and writes the event's JSON when a page of it is asked
 * for.
 */
final class SilentOrg implements AutoCloseable {

  private static final String API_TOKEN = "benchmark-api-token";

  /** Longer than it takes to store as many as anybody wants. */
  private static final Duration FILLING = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final PretendOkta okta = new PretendOkta(clock).start();
  private final PretendEvents events = new PretendEvents(1);
  private Instant since;

  SilentOrg() {
    okta.tokens().accept(API_TOKEN);
  }

  /** Has the server read everything in the log, and often. */
  void configure(Server server) {
    String prefix = "catchment.org." + Subject.ORG + ".";
    server
        .with(prefix + "url", okta.uri().toString())
        .with(prefix + "api-token", API_TOKEN)
        .with(prefix + "reconcile", "all")
        .with("catchment.reconcile.interval", "PT1S")
        .with("catchment.reconcile.grace", GRACE.toString());
  }

  /** From now on the hook should deliver. */
  void register(Server server) throws IOException {
    HookRegistration.register(server, Subject.ORG, Subject.TOKEN);
    // Events know milliseconds only: cut to these, the time must not come before the registration.
    since = clock.instant().plusMillis(1);
  }

  /**
   * So many events have happened since the last ones, and appear in the log all at once, in a few
   * seconds.
   *
   * @return how many of them the hook should have brought
   */
  long happen(int number) {
    Instant now = clock.instant();
    List<PretendEvent> happened = events.between(since, now, number);
    since = now;
    Instant visible = clock.instant().plus(FILLING);
    happened.forEach(event -> okta.log().store(event, visible));
    Set<String> hookTypes = Set.copyOf(PretendEvents.hookEventTypes());
    return happened.stream().filter(event -> hookTypes.contains(event.eventType())).count();
  }

  /** Events such as those that happen, as they are in the log. */
  static List<String> samples(int number) {
    Instant now = Instant.now();
    return new PretendEvents(2)
        .between(now, now.plusSeconds(1), number).stream().map(PretendEvent::inLog).toList();
  }

  @Override
  public void close() {
    okta.close();
  }
}
