package io.catchment.audit;

import io.catchment.platform.JsonValues;
import io.catchment.platform.OneLine;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** An entry of the audit trail, as it is shown. */
final class AuditView {

  /** How much of a name, and of what was done, the log has; and how much of what happened. */
  private static final int MOST = 255;

  private static final int MOST_DETAIL = 1000;

  private AuditView() {}

  /**
   * An entry as it is shown.
   *
   * @param toOperator whether it is shown to an operator; others do not see with which name a
   *     sign-in failed, because now and then that is somebody's password
   */
  static JsonObjectBuilder of(AuditEntryEntity row, boolean toOperator) {
    AuditEntry entry = row.entry();
    return Json.createObjectBuilder()
        .add("id", row.id())
        .add("at", entry.at().toString())
        .add("who", toOperator || !entry.isSignInThatFailed() ? entry.who() : "")
        .add("what", entry.action())
        .add("org", JsonValues.of(entry.org().orElse(null)))
        .add("about", JsonValues.of(entry.about().orElse(null)))
        .add("result", Integer.toString(entry.result()))
        .add("detail", JsonValues.of(entry.detail().orElse(null)));
  }

  /** The same for the log, where what strangers wrote must make no line of its own. */
  static String inWords(AuditEntry entry) {
    return "%s, %s, %s %s, %d, %s"
        .formatted(
            entry.at(),
            OneLine.of(entry.who(), MOST),
            entry.action(),
            OneLine.of(entry.about().orElse(""), MOST),
            entry.result(),
            OneLine.of(entry.detail().orElse(""), MOST_DETAIL));
  }
}
