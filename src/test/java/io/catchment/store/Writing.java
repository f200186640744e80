package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;

/** The writer of events with a transaction of its own, and without a container. */
public final class Writing implements AutoCloseable {

  private static final String EVENT =
      "{\"uuid\":\"%s-%d\",\"published\":\"2026-03-04T09:59:58.000Z\"}";

  private final SessionFactory sessions;
  private final boolean embedded;

  public Writing(DataSource dataSource, boolean embedded) {
    this.embedded = embedded;
    Configuration configuration = new Configuration();
    List.of(
            DeliveryEntity.class,
            EventEntity.class,
            EventTargetEntity.class,
            DeadLetterEntity.class)
        .forEach(configuration::addAnnotatedClass);
    configuration.getProperties().put("hibernate.connection.datasource", dataSource);
    configuration
        .getProperties()
        .putAll(Map.of("hibernate.jdbc.batch_size", "500", "hibernate.jdbc.time_zone", "UTC"));
    sessions = configuration.buildSessionFactory();
  }

  /** Stores a delivery. */
  public void store(Delivery delivery) {
    storeSlowly(List.of(delivery), () -> null);
  }

  /** Stores a delivery of so many events, and tells its id. */
  public UUID store(String org, Origin origin, Instant receivedAt, int number) {
    UUID id = UUID.randomUUID();
    String events =
        IntStream.range(0, number)
            .mapToObj(i -> EVENT.formatted(id, i))
            .collect(Collectors.joining(",", "{\"data\":{\"events\":[", "]}}"));
    byte[] body = events.getBytes(StandardCharsets.UTF_8);
    store(new Delivery(id, org, origin, receivedAt, "", body, Optional.empty()));
    return id;
  }

  /** Stores deliveries, with something to be done before the commit. */
  public void storeSlowly(List<Delivery> deliveries, Callable<?> beforeCommit) {
    storeSlowly(deliveries, beforeCommit, embedded);
  }

  /** The same as it was before a transaction said that it will take ids. */
  public void storeUnannounced(List<Delivery> deliveries, Callable<?> beforeCommit) {
    storeSlowly(deliveries, beforeCommit, true);
  }

  private void storeSlowly(
      List<Delivery> deliveries, Callable<?> beforeCommit, boolean unannounced) {
    try (StatelessSession session = sessions.openStatelessSession()) {
      session.beginTransaction();
      EventIds ids = new EventIds(session, unannounced);
      new DeliveryWriter(session, ids, Instant.parse("2026-03-04T12:00:01Z"))
          .write(deliveries.stream().map(Reading::of).toList());
      beforeCommit.call();
      session.getTransaction().commit();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
