package io.catchment.reconcile;

import io.catchment.okta.HeadRoom;
import io.catchment.platform.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How the reading of an org's System Log stands, as it is shown. */
final class ReconciliationView {

  private ReconciliationView() {}

  static JsonObjectBuilder of(Optional<ReconciliationEntity> row, Instant now) {
    JsonObjectBuilder view = Json.createObjectBuilder();
    Place place = row.map(ReconciliationEntity::place).orElse(Place.BEGINNING);
    Tally tally = row.map(ReconciliationEntity::tally).orElse(Tally.NOTHING);
    view.add("cursor", JsonValues.of(place.nextLink()))
        .add("lastPoll", JsonValues.of(row.map(ReconciliationEntity::polledAt).orElse(null)))
        .add("readUntil", JsonValues.of(place.readUntil()))
        .add("lagSeconds", seconds(place.readUntil(), now))
        .add("seen", tally.seen())
        .add("alreadyHad", tally.alreadyHad())
        .add("recovered", tally.missed())
        .add("failed", tally.failed())
        .add("deliveryFailures", tally.reports().deliveryFailures())
        .add("hookReports", tally.reports().hooks())
        .add("rateLimitReports", tally.reports().rateLimits());
    row.ifPresent(r -> errors(view, r));
    return view;
  }

  private static void errors(JsonObjectBuilder view, ReconciliationEntity row) {
    if (row.lastError() != null) {
      view.add("lastError", row.lastError()).add("lastErrorAt", JsonValues.of(row.lastErrorAt()));
    }
    if (row.failingSince() != null) {
      view.add("problem", row.lastError()).add("problemSince", JsonValues.of(row.failingSince()));
    }
  }

  /** What is read: all types, or those of the hook beside what Okta reports of its own. */
  static JsonValue types(Selection selection) {
    return selection.types() == null
        ? JsonValues.of("all")
        : JsonValues.of(new TreeSet<>(selection.types()));
  }

  static JsonArrayBuilder gaps(List<Gap> gaps) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Gap gap : gaps) {
      array.add(
          Json.createObjectBuilder()
              .add("uuid", gap.uuid())
              .add("eventType", JsonValues.of(gap.eventType()))
              .add("published", JsonValues.of(gap.publishedAt()))
              .add("recovered", JsonValues.of(gap.logAt()))
              .add("secondsLate", seconds(gap.publishedAt(), gap.logAt()))
              .add("broughtByHook", JsonValues.of(gap.hookAt())));
    }
    return array;
  }

  /** What this node has used of Okta's rate limit. */
  static JsonArrayBuilder headRooms(List<HeadRoom> rooms) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (HeadRoom room : rooms) {
      array.add(
          Json.createObjectBuilder()
              .add("bucket", room.bucket())
              .add("requests", room.requests())
              .add("limit", room.limit())
              .add("remaining", room.remaining())
              .add("resets", JsonValues.of(room.resetsAt())));
    }
    return array;
  }

  static JsonArrayBuilder runs(List<RunEntity> runs) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    runs.forEach(run -> array.add(of(run)));
    return array;
  }

  static JsonObject of(RunEntity run) {
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("id", run.id().toString())
            .add("state", run.state().name())
            .add("since", run.since().toString())
            .add("until", run.until().toString())
            .add("readUntil", JsonValues.of(run.readUntil()))
            .add("seen", run.seen())
            .add("started", JsonValues.of(run.startedAt()))
            .add("ended", JsonValues.of(run.endedAt()));
    if (run.problem() != null) {
      view.add("problem", run.problem());
    }
    return view.build();
  }

  private static JsonValue seconds(Instant from, Instant to) {
    return from == null || to == null
        ? JsonValue.NULL
        : Json.createValue(Duration.between(from, to).toSeconds());
  }
}
