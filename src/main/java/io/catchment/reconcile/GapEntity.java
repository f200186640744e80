package io.catchment.reconcile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An event that the hook has not brought in time. */
@Entity(name = "Gap")
@Table(name = "gap")
class GapEntity {

  @Id
  @Column(name = "event_id")
  private long eventId;

  @Column(nullable = false)
  private String org;

  protected GapEntity() {}
}
