package io.catchment.publish;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** An event that a subscription has still to be sent. */
@Entity(name = "Outbox")
@Table(name = "outbox")
@IdClass(OutboxEntity.Key.class)
class OutboxEntity {

  @Id
  @Column(name = "subscription_id")
  private Integer subscriptionId;

  @Id
  @Column(name = "event_id")
  private Long eventId;

  protected OutboxEntity() {}

  /** The subscription and the event. */
  record Key(Integer subscriptionId, Long eventId) implements Serializable {}
}
