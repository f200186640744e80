package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.event.Delivery;
import io.catchment.event.LogPageBody;
import io.catchment.queue.AwayQueue;
import io.catchment.queue.DeliveryQueue;
import io.catchment.store.DeliveryStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogIntakeTest {

  private static final String ORG = "acme";
  private static final String PAGE = "[{\"uuid\":\"a\"}]";

  private final List<Delivery> queued = new ArrayList<>();
  private final List<Delivery> storedAtOnce = new ArrayList<>();
  private final List<String> underway = new ArrayList<>();
  private final KnownDeliveries stored = new KnownDeliveries();
  private final LogIntake intake = new LogIntake();

  @BeforeEach
  void wire() {
    intake.clock = new SetClock();
    intake.stored = stored;
    intake.writers = new PlainWriters();
    intake.queue = new Queue();
    intake.store = new Store();
    intake.underway =
        new Underway() {
          @Override
          void add(String org, UUID page) {
            underway.add(org + " " + page);
          }
        };
  }

  @Test
  void keep_page_isQueuedAndUnderWay() throws Exception {
    intake.keep(ORG, page(PAGE));

    assertThat(queued).hasSize(1);
    assertThat(underway).containsExactly(ORG + " " + queued.get(0).id());
    assertThat(storedAtOnce).isEmpty();
  }

  @Test
  void keep_brokerAway_isStoredAndNotUnderWay() throws Exception {
    intake.queue = new AwayQueue();

    intake.keep(ORG, page(PAGE));

    assertThat(storedAtOnce).hasSize(1);
    assertThat(underway).isEmpty();
  }

  @Test
  void keep_emptyPage_isNothing() throws Exception {
    intake.keep(ORG, page("[]"));

    assertThat(queued).isEmpty();
    assertThat(underway).isEmpty();
  }

  @Test
  void keep_storedBefore_isNothing() throws Exception {
    intake.keep(ORG, page(PAGE));
    stored.ids.add(queued.get(0).id());

    intake.keep(ORG, page(PAGE));

    assertThat(queued).hasSize(1);
    assertThat(underway).hasSize(1);
  }

  @Test
  void keepUnreadable_isQueuedAndUnderWay() throws Exception {
    intake.keepUnreadable(ORG, "no page".getBytes(StandardCharsets.UTF_8), "It is none.");

    assertThat(queued.get(0).defect()).hasValue("It is none.");
    assertThat(underway).hasSize(1);
  }

  private static LogPageBody page(String json) throws Exception {
    return LogPageBody.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private final class Queue extends DeliveryQueue {
    @Override
    public void send(List<Delivery> deliveries) {
      queued.addAll(deliveries);
    }
  }

  private final class Store extends DeliveryStore {
    @Override
    public void store(List<Delivery> deliveries) {
      storedAtOnce.addAll(deliveries);
    }
  }
}
