package io.catchment.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody did something, or was not let.
 *
 * @param who the name of the user, or <i>token:</i> and that of the token; of entries from before
 *     that was told apart, only that
 * @param action what he wanted done, as an order
 * @param org the alias of the org that it was about, if of one
 * @param about what it was done to
 * @param result the status of the answer
 * @param detail what happened, as a sentence
 */
record AuditEntry(
    Instant at,
    String who,
    String action,
    Optional<String> org,
    Optional<String> about,
    int result,
    Optional<String> detail) {

  private static final int FIRST_ERROR = 400;

  /** Whether somebody wanted to sign in and did not, so that {@code who} is what he wrote. */
  boolean isSignInThatFailed() {
    return action.equals(Audited.SIGN_IN) && result >= FIRST_ERROR;
  }
}
