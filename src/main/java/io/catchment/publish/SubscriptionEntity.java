package io.catchment.publish;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * One consumer's feed. Its row is locked by whoever is publishing it, so that one node does at a
 * time and its messages keep their order.
 */
@Entity(name = "Subscription")
@Table(name = "subscription")
class SubscriptionEntity {

  @Id private Integer id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String destination;

  protected SubscriptionEntity() {}

  Integer id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The JNDI name of the JMS destination, a resource of the server. */
  String destination() {
    return destination;
  }
}
