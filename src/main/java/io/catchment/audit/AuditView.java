package io.catchment.audit;

import io.catchment.platform.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** An entry of the audit trail, as it is shown. */
final class AuditView {

  private AuditView() {}

  static JsonObjectBuilder of(AuditEntryEntity row) {
    AuditEntry entry = row.entry();
    return Json.createObjectBuilder()
        .add("id", row.id())
        .add("at", entry.at().toString())
        .add("who", entry.who())
        .add("what", entry.action())
        .add("org", JsonValues.of(entry.org().orElse(null)))
        .add("about", JsonValues.of(entry.about().orElse(null)))
        .add("result", Integer.toString(entry.result()))
        .add("detail", JsonValues.of(entry.detail().orElse(null)));
  }

  /** The same for the log. */
  static String inWords(AuditEntry entry) {
    return "%s, %s, %s %s, %d, %s"
        .formatted(
            entry.at(),
            entry.who(),
            entry.action(),
            entry.about().orElse(""),
            entry.result(),
            entry.detail().orElse(""));
  }
}
