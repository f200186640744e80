package io.catchment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/**
 * A delivery of a hook that brought an event which was there. Together with the delivery that the
 * event's own row names these are all that a hook brought it with.
 */
@Entity(name = "FurtherDelivery")
@Table(name = "further_delivery")
@IdClass(FurtherDeliveryEntity.Key.class)
class FurtherDeliveryEntity {

  @Id
  @Column(name = "event_id")
  private Long eventId;

  @Id
  @Column(name = "delivery_id")
  private UUID deliveryId;

  protected FurtherDeliveryEntity() {}

  /** The event and the delivery. */
  record Key(Long eventId, UUID deliveryId) implements Serializable {}
}
