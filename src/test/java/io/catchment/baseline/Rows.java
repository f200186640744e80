package io.catchment.baseline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;

/** The rows of deliveries with their events, in one batch for each table. */
final class Rows implements AutoCloseable {

  private final PreparedStatement delivery;
  private final PreparedStatement event;
  private final PreparedStatement target;
  private final PreparedStatement outbox;
  private final Batches batches;
  private UUID deliveryId;
  private int added;

  Rows(Connection connection, Batches batches) throws SQLException {
    this.batches = batches;
    delivery =
        connection.prepareStatement(
            "insert into baseline_delivery (id, org, origin, received_at, stored_at,"
                + " remote_address, okta_event_id, source, batch_size)"
                + " values (?, 'acme', 'HOOK', ?, ?, '127.0.0.1', ?, 'source', ?)");
    event =
        connection.prepareStatement(
            "insert into baseline_event (id, org, uuid, published_at, received_at, stored_at,"
                + " event_type, severity, outcome, actor_id, actor_type, actor_alternate_id,"
                + " actor_display_name, client_address, origin, delivery_id, json)"
                + " values (?, 'acme', ?, ?, ?, ?, 'user.session.start', 'INFO', 'SUCCESS',"
                + " '00uactor', 'User', 'hr@acme.example', 'Kim Hr', '198.51.100.7', 'HOOK', ?, ?)");
    target =
        connection.prepareStatement(
            "insert into baseline_event_target (event_id, position, target_id, target_type,"
                + " alternate_id, display_name)"
                + " values (?, ?, '00utarget', 'User', 'robin@acme.example', 'Robin')");
    outbox =
        connection.prepareStatement(
            "insert into baseline_outbox (subscription_id, event_id) values (1, ?)");
  }

  void add(long id) throws SQLException {
    Timestamp now = new Timestamp(System.currentTimeMillis());
    UUID uuid = UUID.randomUUID();
    if (added % batches.perDelivery() == 0) {
      deliveryId = new UUID(id, uuid.getLeastSignificantBits());
      addDelivery(now);
    }
    PlainEvent sample = batches.samples().get(added++ % batches.samples().size());
    event.setLong(1, id);
    event.setString(2, uuid.toString());
    event.setTimestamp(3, now);
    event.setTimestamp(4, now);
    event.setTimestamp(5, now);
    event.setObject(6, deliveryId);
    event.setString(7, sample.json());
    event.addBatch();
    addTargets(id, sample.targets());
    outbox.setLong(1, id);
    outbox.addBatch();
  }

  private void addDelivery(Timestamp now) throws SQLException {
    delivery.setObject(1, deliveryId);
    delivery.setTimestamp(2, now);
    delivery.setTimestamp(3, now);
    delivery.setString(4, deliveryId.toString());
    delivery.setInt(5, batches.perDelivery());
    delivery.addBatch();
  }

  private void addTargets(long id, int targets) throws SQLException {
    for (int position = 0; position < targets; position++) {
      target.setLong(1, id);
      target.setInt(2, position);
      target.addBatch();
    }
  }

  void send() throws SQLException {
    delivery.executeBatch();
    event.executeBatch();
    target.executeBatch();
    outbox.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    delivery.close();
    event.close();
    target.close();
    outbox.close();
  }
}
