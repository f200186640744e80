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
 * <p>Never fails: what cannot be kept is in the log, at WARN. Sign-ins that fail, for whatever
 * reason, and refused calls anybody can make as many of as he likes; beyond thirty a minute of
 * either they are only counted, in the log. Each has a limit of its own, for whoever can make many
 * of the one is not to hide the other.
 */
@ApplicationScoped
class AuditTrail {

  private static final Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final int UNKNOWN = 401;
  private static final int REFUSED = 403;

  @Inject AuditRecords records;
  @Inject Writers writers;
  @Inject Clock clock;
  private final Flood signIns = new Flood("sign-ins that failed");
  private final Flood refusals = new Flood("refused calls");

  /** A caller was not let in. With a wrong password that is a sign-in, and fails. */
  void refused(@Observes RefusedCall call) {
    write(
        new AuditEntry(
            now(),
            call.who(),
            call.refusal().isOfAStranger() ? Audited.SIGN_IN : "refused call",
            Optional.empty(),
            Optional.of(call.method() + " " + call.path()),
            call.refusal().status(),
            Optional.of(call.refusal().detail())));
  }

  /** Keeps an entry. */
  void write(AuditEntry entry) {
    if (!isLetThrough(entry)) {
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

  private boolean isLetThrough(AuditEntry entry) {
    if (entry.isSignInThatFailed()) {
      return signIns.lets(entry.at());
    }
    boolean refused = entry.result() == UNKNOWN || entry.result() == REFUSED;
    return !refused || refusals.lets(entry.at());
  }

  Instant now() {
    return clock.instant();
  }
}
