package io.catchment.reconcile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that the hook has not brought in time. */
@Entity(name = "Gap")
@Table(name = "gap")
class GapEntity {

  @Id
  @Column(name = "event_id")
  private long eventId;

  @Column(nullable = false)
  private String org;

  /** Until when the hook should have brought it; null if the gap is older than this column. */
  @Column(name = "due_at")
  private Instant dueAt;

  protected GapEntity() {}

  GapEntity(long eventId, String org, Instant dueAt) {
    this.eventId = eventId;
    this.org = org;
    this.dueAt = dueAt;
  }

  long eventId() {
    return eventId;
  }

  /** Whether a delivery that was received then came in time, so that this is no gap. */
  boolean isCaughtUpBy(Instant receivedAt) {
    return dueAt != null && !receivedAt.isAfter(dueAt);
  }
}
