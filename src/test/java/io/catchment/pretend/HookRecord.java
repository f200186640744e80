package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.UUID;

/** What the System Log says of event hooks: each change of one, and each delivery that failed. */
final class HookRecord {

  private HookRecord() {}

  /** The hook was created, updated, activated, deactivated, deleted or verified. */
  static PretendEvent changed(String change, Hook hook, Instant now) {
    return event("event_hook." + change, "INFO", hook, "SUCCESS", null, now);
  }

  /** Okta has given up a delivery. */
  static PretendEvent failedDelivery(Hook hook, String reason, Instant now) {
    return event("event_hook.delivery", "WARN", hook, "FAILURE", reason, now);
  }

  private static PretendEvent event(
      String type, String severity, Hook hook, String result, String reason, Instant now) {
    String uuid = UUID.randomUUID().toString();
    String json =
        Json.createObjectBuilder()
            .add("uuid", uuid)
            .add("published", Dates.text(now))
            .add("eventType", type)
            .add("version", "0")
            .add("severity", severity)
            .add("displayMessage", "Pretend Okta: " + type)
            .add("actor", party("system", "SystemPrincipal", "Okta System"))
            .add("client", JsonValue.NULL)
            .add("outcome", outcome(result, reason))
            .add("target", target(hook))
            .add("request", Json.createObjectBuilder().add("ipChain", JsonValue.EMPTY_JSON_ARRAY))
            .build()
            .toString();
    return new WrittenEvent(uuid, type, now.toEpochMilli(), json);
  }

  private static JsonObjectBuilder outcome(String result, String reason) {
    return Json.createObjectBuilder()
        .add("result", result)
        .add("reason", reason == null ? JsonValue.NULL : Json.createValue(reason));
  }

  private static JsonArrayBuilder target(Hook hook) {
    return Json.createArrayBuilder().add(party(hook.id(), "EventHook", hook.name()));
  }

  private static JsonObjectBuilder party(String id, String type, String name) {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("type", type)
        .add("alternateId", id)
        .add("displayName", name);
  }
}
