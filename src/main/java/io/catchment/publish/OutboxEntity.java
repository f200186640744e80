package io.catchment.publish;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An event that a subscription has still to be sent. */
@Entity(name = "Outbox")
@Table(name = "outbox")
class OutboxEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_seq")
  @SequenceGenerator(name = "outbox_seq", sequenceName = "outbox_seq", allocationSize = 500)
  private Long id;

  @Column(name = "subscription_id", nullable = false)
  private Integer subscriptionId;

  @Column(name = "event_id", nullable = false)
  private Long eventId;

  protected OutboxEntity() {}

  OutboxEntity(Integer subscriptionId, Long eventId) {
    this.subscriptionId = subscriptionId;
    this.eventId = eventId;
  }
}
