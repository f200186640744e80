package io.catchment.reconcile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that the System Log showed first, and the hook has still time to bring. */
@Entity(name = "GapCandidate")
@Table(name = "gap_candidate")
class GapCandidateEntity {

  @Id
  @Column(name = "event_id")
  private long eventId;

  @Column(nullable = false)
  private String org;

  @Column(name = "due_at", nullable = false)
  private Instant dueAt;

  protected GapCandidateEntity() {}
}
