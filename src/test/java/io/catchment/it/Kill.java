package io.catchment.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What a kill left.
 *
 * @param number from 1
 * @param load how long the load had run, in milliseconds
 * @param ready milliseconds from the restart until the server was ready
 * @param stored milliseconds from there until every acknowledged event was stored
 * @param settled milliseconds from there too until nothing was waiting anywhere and all was heard
 * @param refused deliveries that were answered, but not with 2xx
 * @param acknowledged events of which a delivery of this load was answered with 2xx
 * @param found events that are stored and were looked at: of the load before too, and such whose
 *     delivery got no answer
 * @param twice rows too many
 * @param missing acknowledged events that are not stored
 * @param strange stored events that were never sent
 * @param unheard stored events that the subscriber has not heard
 * @param heldBack those that the broker had, and brought only when it was started once more
 * @param waiting what is left in queue and outbox
 * @param prepared transactions that the broker still holds prepared, below zero if it does not tell
 */
record Kill(
    int number,
    long load,
    long ready,
    long stored,
    long settled,
    int refused,
    int acknowledged,
    int found,
    int twice,
    int missing,
    int strange,
    int unheard,
    int heldBack,
    long waiting,
    int prepared) {

  static final String HEADING =
      "kill   load  ready stored settled refused acknowledged  found twice missing strange unheard held waiting prepared";

  /** Whether everything promised was kept, and in time. */
  boolean isHarmless() {
    return twice == 0
        && missing == 0
        && stored < Kills.INVISIBLE.toMillis()
        && strange == 0
        && unheard == 0
        && waiting == 0
        && prepared <= 0;
  }

  /** Under {@link #HEADING}; times in seconds. */
  String line() {
    return "%4d %6.2f %6.1f %6.1f %7.1f %7d %12d %6d %5d %7d %7d %7d %4d %7d %8d"
        .formatted(
            number,
            load / 1000.0,
            ready / 1000.0,
            stored / 1000.0,
            settled / 1000.0,
            refused,
            acknowledged,
            found,
            twice,
            missing,
            strange,
            unheard,
            heldBack,
            waiting,
            prepared);
  }

  JsonObject json(String combination, long seed) {
    return Json.createObjectBuilder()
        .add("combination", combination)
        .add("seed", seed)
        .add("kill", number)
        .add("loadMillis", load)
        .add("readyMillis", ready)
        .add("storedMillis", stored)
        .add("settledMillis", settled)
        .add("refused", refused)
        .add("acknowledged", acknowledged)
        .add("found", found)
        .add("twice", twice)
        .add("missing", missing)
        .add("strange", strange)
        .add("unheard", unheard)
        .add("heldBack", heldBack)
        .add("waiting", waiting)
        .add("prepared", prepared)
        .build();
  }
}
