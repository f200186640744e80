package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds when a message comes that cannot be processed. */
abstract class PoisonSuite {

  /** The default of {@code catchment.store.give-up-after}. */
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

  /** More than a server has consumers of the queue. */
  private static final int MANY = 20;

  private final ServerSuite suite;
  private final Probe probe;

  PoisonSuite(ServerSuite suite) {
    this.suite = suite;
    this.probe = suite.probe;
  }

  @Test
  void consume_deliveriesThatOurCodeStumblesOver_delaysNoOthersAndKeepsTheseAfterTheirTime()
      throws IOException {
    double redeliveries = value("catchment_redeliveries_total");
    double givenUp = value("catchment_given_up_total{org=\"acme\"}");
    // Six seconds before the end of its time: attempts after 0, 1, 3 and, the last one, 7 seconds.
    Instant old = Instant.now().minus(GIVE_UP_AFTER).plusSeconds(6);
    List<String> good = new ArrayList<>(Samples.uuids(2));
    List<QueuedDelivery> poison =
        IntStream.range(0, MANY).mapToObj(i -> new QueuedDelivery(old, tooDeep())).toList();

    poison.subList(1, MANY).forEach(p -> probe.sendToQueue(List.of(p)));
    probe.sendToQueue(List.of(delivery(good.get(0)), poison.get(0), delivery(good.get(1))));
    Samples.uuids(10).forEach(uuid -> good.add(deliver(uuid)));

    suite.awaitStored(good);
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(deadLetters(poison)).hasSize(MANY));
    assertThat(deadLetters(poison))
        .allSatisfy(d -> assertThat(d.getString("reason")).startsWith("It could not be stored: "));
    assertThat(
            probe.count("event", "uuid in " + list(good) + " and stored_at > " + firstOf(poison)))
        .isZero();
    assertThat(value("catchment_given_up_total{org=\"acme\"}") - givenUp).isEqualTo(MANY);
    // Once a second would be six times each.
    assertThat(value("catchment_redeliveries_total") - redeliveries)
        .isBetween(1.0 * MANY, 4.0 * MANY);
    for (QueuedDelivery delivery : poison) {
      assertThat(suite.logText().lines().filter(line -> line.contains(delivery.id().toString())))
          .singleElement()
          .asString()
          .contains("Kept as a dead letter");
    }
  }

  /** A parser that goes round for ever at its end would keep the consumer for good. */
  @Test
  void consume_deliveryThatIsCutOff_becomesADeadLetter() {
    QueuedDelivery cutOff =
        new QueuedDelivery(
            Instant.now().minus(GIVE_UP_AFTER.multipliedBy(2)), "{\"data\":{\"events\":[[1");
    String good = Samples.uuid();

    probe.sendToQueue(List.of(cutOff, delivery(good)));

    suite.awaitStored(List.of(good));
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(deadLetters(List.of(cutOff))).hasSize(1));
  }

  @Test
  void consume_eventsThatBreakARuleOfTheTables_waitForItsEndAndNotForEver() {
    String type = "poison." + Samples.uuid();
    List<String> good = Samples.uuids(2);
    String waiting = Samples.uuid();
    QueuedDelivery late =
        new QueuedDelivery(
            Instant.now().minus(GIVE_UP_AFTER.multipliedBy(2)), body(Samples.uuid(), type));
    probe.update("alter table event add constraint poison check (event_type <> '" + type + "')");
    try {
      probe.sendToQueue(
          List.of(
              delivery(good.get(0)),
              new QueuedDelivery(Instant.now(), body(waiting, type)),
              late,
              delivery(good.get(1))));

      suite.awaitStored(good);
      await()
          .atMost(ServerSuite.SOON)
          .untilAsserted(() -> assertThat(deadLetters(List.of(late))).hasSize(1));
      assertThat(deadLetters(List.of(late)).get(0).getString("reason"))
          .startsWith("It could not be stored: SQLSTATE 23");
      assertThat(probe.storedEvents(List.of(waiting))).isZero();
    } finally {
      probe.update("alter table event drop constraint poison");
    }

    suite.awaitStored(List.of(waiting));
  }

  @Test
  void consume_whileNoDeliveryCanBeStored_givesNoneUp() {
    String uuid = Samples.uuid();
    QueuedDelivery late =
        new QueuedDelivery(
            Instant.now().minus(GIVE_UP_AFTER.multipliedBy(2)),
            Samples.delivery(Samples.event(uuid)));
    double before = value("catchment_redeliveries_total");
    probe.update("alter table event_target rename column display_name to renamed");
    try {
      probe.sendToQueue(List.of(late));

      await().atMost(ServerSuite.SOON).until(() -> value("catchment_redeliveries_total") > before);
    } finally {
      probe.update("alter table event_target rename column renamed to display_name");
    }

    suite.awaitStored(List.of(uuid));
    assertThat(deadLetters(List.of(late))).isEmpty();
  }

  /** The door would refuse it. JSON parsers have a limit of their own, by a RuntimeException. */
  private static String tooDeep() {
    return Samples.delivery("[".repeat(5_000) + "]".repeat(5_000));
  }

  private static QueuedDelivery delivery(String uuid) {
    return new QueuedDelivery(Instant.now(), Samples.delivery(Samples.event(uuid)));
  }

  private static String body(String uuid, String type) {
    return Samples.delivery(Samples.event(uuid, type, "robin@acme.example"));
  }

  private String deliver(String uuid) {
    String body = Samples.delivery(Samples.event(uuid));
    assertThat(suite.okta.deliver(body).statusCode()).isEqualTo(204);
    return uuid;
  }

  private List<JsonObject> deadLetters(List<QueuedDelivery> deliveries) {
    return probe.deadLetters("delivery_id in " + ids(deliveries));
  }

  /** When the first of them was given up. */
  private static String firstOf(List<QueuedDelivery> deliveries) {
    return "(select min(stored_at) from dead_letter where delivery_id in " + ids(deliveries) + ")";
  }

  private static String ids(List<QueuedDelivery> deliveries) {
    return list(deliveries.stream().map(d -> d.id().toString()).toList());
  }

  private static String list(List<String> values) {
    return "('" + String.join("','", values) + "')";
  }

  private double value(String series) {
    return Metrics.scrape(suite.okta).value(series);
  }
}
