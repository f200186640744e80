package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryContents;
import io.catchment.event.Origin;
import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that was processed. Its row is what makes a redelivery of the message harmless.
 *
 * <p>How many of its events were duplicates is not kept, because it follows: the events of the
 * batch, less those whose row names this delivery, less its dead letters.
 */
@Entity(name = "Delivery")
@Table(name = "delivery")
class DeliveryEntity {

  @Id private UUID id;

  @Column(nullable = false)
  private String org;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Origin origin;

  @Column(name = "received_at", nullable = false)
  private Instant receivedAt;

  /** When it was handed to the broker; null if it came past the queue, or nobody knows. */
  @Column(name = "queued_at")
  private Instant queuedAt;

  @Column(name = "stored_at", nullable = false)
  private Instant storedAt;

  @Column(name = "remote_address", nullable = false)
  private String remoteAddress;

  @Column(name = "okta_event_id")
  private String oktaEventId;

  @Column private String source;

  @Column(name = "batch_size", nullable = false)
  private int batchSize;

  protected DeliveryEntity() {}

  DeliveryEntity(Reading reading, Instant storedAt) {
    Delivery delivery = reading.delivery();
    this.id = delivery.id();
    this.org = StorableText.forColumn(delivery.org(), Columns.MAX_ORG);
    this.origin = delivery.origin();
    this.receivedAt = delivery.receivedAt();
    this.queuedAt = delivery.queuedAt().orElse(null);
    this.storedAt = storedAt;
    this.remoteAddress = StorableText.forColumn(delivery.remoteAddress(), Columns.MAX_TEXT);
    describe(reading.contents());
  }

  /** What its envelope says. */
  final void describe(DeliveryContents contents) {
    this.oktaEventId = StorableText.forColumn(contents.oktaEventId(), Columns.MAX_TEXT);
    this.source = StorableText.forColumn(contents.source(), Columns.MAX_TEXT);
    this.batchSize = contents.size();
  }

  /** What may be seen of it elsewhere. */
  StoredDelivery storedDelivery() {
    return new StoredDelivery(
        id,
        origin,
        receivedAt,
        Optional.ofNullable(queuedAt),
        storedAt,
        remoteAddress,
        Optional.ofNullable(oktaEventId),
        Optional.ofNullable(source),
        batchSize);
  }

  /** Whose call it was, with other bytes of it. */
  Delivery delivery(byte[] body) {
    return new Delivery(id, org, origin, receivedAt, remoteAddress, body, Optional.empty());
  }
}
