package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.LogEvent;
import io.catchment.event.Origin;
import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.jdbc.Expectation;

/**
 * An event: its text as it came, and the columns to find it by.
 *
 * <p>Inserted only if absent. The unique key on org and uuid decides, and it also decides between
 * two transactions that insert the same event at the same moment: the second waits for the first,
 * and then does nothing. The statement names the columns in the order in which Hibernate binds
 * them, by property name with the id last; H2 understands it in its PostgreSQL mode.
 */
@Entity(name = "Event")
@Table(name = "event")
@SQLInsert(
    sql =
        "insert into event (actor_alternate_id, actor_display_name, actor_id, actor_type,"
            + " client_address, delivery_id, event_type, hook_at, json, log_at, org, origin, outcome,"
            + " published_at, received_at, severity, stored_at, uuid, id)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing",
    verify = Expectation.None.class)
class EventEntity {

  /** Given by the writer, from the sequence. */
  @Id private Long id;

  @Column(nullable = false)
  private String org;

  @Column(nullable = false)
  private String uuid;

  @Column(name = "published_at", nullable = false)
  private Instant publishedAt;

  @Column(name = "received_at", nullable = false)
  private Instant receivedAt;

  @Column(name = "stored_at", nullable = false)
  private Instant storedAt;

  /** When a hook brought it first; null if none has. */
  @Column(name = "hook_at")
  private Instant hookAt;

  /** When the System Log showed it first; null if it has not. */
  @Column(name = "log_at")
  private Instant logAt;

  @Column(name = "event_type")
  private String eventType;

  @Column private String severity;

  @Column private String outcome;

  @Column(name = "actor_id")
  private String actorId;

  @Column(name = "actor_type")
  private String actorType;

  @Column(name = "actor_alternate_id")
  private String actorAlternateId;

  @Column(name = "actor_display_name")
  private String actorDisplayName;

  @Column(name = "client_address")
  private String clientAddress;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Origin origin;

  @Column(name = "delivery_id", nullable = false)
  private UUID deliveryId;

  @JdbcTypeCode(Types.LONGVARCHAR)
  @Column(nullable = false)
  private String json;

  protected EventEntity() {}

  EventEntity(LogEvent event, Delivery delivery, Instant storedAt) {
    this.org = delivery.org();
    this.uuid = event.uuid();
    this.publishedAt = event.publishedAt();
    this.receivedAt = delivery.receivedAt();
    this.storedAt = storedAt;
    this.eventType = column(event.eventType());
    this.severity = column(event.severity());
    this.outcome = column(event.outcome());
    this.actorId = column(event.actor().id());
    this.actorType = column(event.actor().type());
    this.actorAlternateId = column(event.actor().alternateId());
    this.actorDisplayName = column(event.actor().displayName());
    this.clientAddress = column(event.clientAddress());
    this.origin = delivery.origin();
    this.hookAt = origin == Origin.HOOK ? receivedAt : null;
    this.logAt = origin == Origin.SYSTEM_LOG ? receivedAt : null;
    this.deliveryId = delivery.id();
    this.json = event.json();
  }

  /**
   * What may be seen of it elsewhere.
   *
   * @param delivery what brought it; null if that is not known any more
   * @param further what brought it when it was there
   */
  StoredEvent storedEvent(DeliveryEntity delivery, FurtherDeliveries further) {
    FurtherDeliveries all = further.with(origin, receivedAt);
    return new StoredEvent(
        id,
        org,
        uuid,
        publishedAt,
        receivedAt,
        storedAt,
        origin,
        Optional.ofNullable(all.hookAt()),
        Optional.ofNullable(logAt),
        all.beside(),
        all.lastBeside(),
        Optional.ofNullable(delivery).map(DeliveryEntity::storedDelivery),
        json);
  }

  Long id() {
    return id;
  }

  void setId(Long id) {
    this.id = id;
  }

  String org() {
    return org;
  }

  String uuid() {
    return uuid;
  }

  String eventType() {
    return eventType;
  }

  Instant publishedAt() {
    return publishedAt;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  Origin origin() {
    return origin;
  }

  UUID deliveryId() {
    return deliveryId;
  }

  private static String column(String text) {
    return StorableText.forColumn(text, Columns.MAX_TEXT);
  }
}
