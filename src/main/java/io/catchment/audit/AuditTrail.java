package io.catchment.audit;

import io.catchment.platform.Causes;
import io.catchment.platform.RefusedCall;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the audit trail, in a transaction of its own for each entry.
 *
 * <p>Never fails: what cannot be kept is in the log, at WARN. Refusals, and sign-ins that fail,
 * anybody can make as many of as he likes; beyond thirty a minute they are only counted, in the
 * log.
 */
@ApplicationScoped
class AuditTrail {

  private static final Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final int UNKNOWN = 401;
  private static final int REFUSED = 403;

  @Inject AuditRecords records;
  @Inject Writers writers;
  @Inject Clock clock;
  private final Flood flood = new Flood();

  /** A caller was not let in. */
  void refused(@Observes RefusedCall call) {
    write(
        new AuditEntry(
            now(),
            call.who(),
            "refused call",
            Optional.empty(),
            Optional.of(call.method() + " " + call.path()),
            call.refusal().status(),
            Optional.of(call.refusal().detail())));
  }

  /** Keeps an entry. */
  void write(AuditEntry entry) {
    boolean bounded = entry.result() == UNKNOWN || entry.result() == REFUSED;
    if (bounded && !flood.lets(entry.at())) {
      return;
    }
    try {
      writers.write(() -> records.add(entry));
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      LOG.log(
          Level.WARNING,
          "Not kept in the audit trail, {0}: {1}",
          Causes.rootOf(e),
          AuditView.inWords(entry));
    }
  }

  Instant now() {
    return clock.instant();
  }
}
