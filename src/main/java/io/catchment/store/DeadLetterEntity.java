package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What came but could not be stored as an event: its bytes, and why. */
@Entity(name = "DeadLetter")
@Table(name = "dead_letter")
class DeadLetterEntity {

  /** The position of a dead letter that is a whole delivery. */
  static final int WHOLE_DELIVERY = -1;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dead_letter_seq")
  @SequenceGenerator(
      name = "dead_letter_seq",
      sequenceName = "dead_letter_seq",
      allocationSize = 50)
  private Long id;

  @Column(name = "delivery_id", nullable = false)
  private UUID deliveryId;

  @Column(nullable = false)
  private int position;

  @Column(nullable = false)
  private String org;

  @Column(name = "received_at", nullable = false)
  private Instant receivedAt;

  @Column(name = "stored_at", nullable = false)
  private Instant storedAt;

  @Column(nullable = false)
  private String reason;

  @Column(nullable = false)
  private byte[] body;

  protected DeadLetterEntity() {}

  DeadLetterEntity(Delivery delivery, int position, byte[] body, String reason, Instant storedAt) {
    this.deliveryId = delivery.id();
    this.position = position;
    this.org = StorableText.forColumn(delivery.org(), Columns.MAX_ORG);
    this.receivedAt = delivery.receivedAt();
    this.storedAt = storedAt;
    this.reason = StorableText.forColumn(reason, Columns.MAX_REASON);
    this.body = body;
  }

  /** What it holds, to be read again. */
  KeptBytes keptBytes(DeliveryEntity delivery) {
    return new KeptBytes(id, position == WHOLE_DELIVERY, reason, delivery.delivery(body));
  }
}
