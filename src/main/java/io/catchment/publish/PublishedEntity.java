package io.catchment.publish;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/**
 * When the events of a range of ids were sent to a subscription. The database knows no key of it:
 * what is sent again has a further row. Never loaded as such.
 */
@Entity(name = "Published")
@Table(name = "published")
@IdClass(PublishedEntity.Key.class)
class PublishedEntity {

  @Id
  @Column(name = "subscription_id")
  private Integer subscriptionId;

  @Id
  @Column(name = "first_event")
  private Long firstEvent;

  @Column(name = "last_event", nullable = false)
  private Long lastEvent;

  @Id
  @Column(name = "published_at")
  private Instant publishedAt;

  protected PublishedEntity() {}

  /** What tells most rows apart. */
  record Key(Integer subscriptionId, Long firstEvent, Instant publishedAt)
      implements Serializable {}
}
