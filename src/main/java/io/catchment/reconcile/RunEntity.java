package io.catchment.reconcile;

import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A range of an org's System Log that an operator wants read, and how far that is. */
@Entity(name = "ReconciliationRun")
@Table(name = "reconciliation_run")
class RunEntity {

  @Id private UUID id;

  @Column(nullable = false)
  private String org;

  @Column(name = "since_at", nullable = false)
  private Instant since;

  @Column(name = "until_at", nullable = false)
  private Instant until;

  @Column(name = "started_at", nullable = false)
  private Instant startedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RunState state;

  /** Where Okta said to go on; null before the first page. */
  @Column(name = "next_link")
  private String nextLink;

  /** What the link was made for; null before the first page, and if an earlier version made it. */
  @Column private String selection;

  /** By when its events were published; null as long as none of it is read that says so. */
  @Column(name = "read_until")
  private Instant readUntil;

  @Column(nullable = false)
  private long seen;

  @Column private String problem;

  protected RunEntity() {}

  RunEntity(UUID id, String org, Instant since, Instant until, Instant now) {
    this.id = id;
    this.org = org;
    this.since = since;
    this.until = until;
    this.startedAt = now;
    this.state = RunState.RUNNING;
  }

  UUID id() {
    return id;
  }

  String org() {
    return org;
  }

  Instant since() {
    return since;
  }

  Instant until() {
    return until;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant endedAt() {
    return endedAt;
  }

  RunState state() {
    return state;
  }

  String nextLink() {
    return nextLink;
  }

  /** What the next page is to be read for; empty if that was never said. */
  Optional<Selection> selection() {
    return Optional.ofNullable(selection).map(Selection::read);
  }

  /**
   * Until when the range is read, as it comes by the time of publication. Source: Okta's System Log
   * API, bounded requests.
   *
   * @return null as long as nothing of it is
   */
  Instant readUntil() {
    return readUntil;
  }

  long seen() {
    return seen;
  }

  String problem() {
    return problem;
  }

  /** A page is durable. One that was not the next any more counts no second time. */
  void move(RunStep step, Instant now) {
    if (!isAt(step.from())) {
      return;
    }
    seen += step.elements();
    nextLink = step.link();
    selection = step.madeFor().text();
    problem = null;
    step.lastPublished().ifPresent(this::reach);
    if (nextLink == null) {
      reach(until);
      end(RunState.DONE, now);
    }
  }

  /** Never back, and never out of the range, whatever the events say. */
  private void reach(Instant published) {
    Instant before = readUntil == null ? since : readUntil;
    if (published.isAfter(before)) {
      readUntil = published.isAfter(until) ? until : published;
    }
  }

  /** Before the first page, and after the last one, there is no link. */
  private boolean isAt(String link) {
    return Objects.equals(nextLink, link) && (link != null || selection == null);
  }

  /** Ends it, unless it has ended. */
  void end(RunState how, Instant now) {
    if (state == RunState.RUNNING) {
      state = how;
      endedAt = now;
    }
  }

  /**
   * Ends it without success, unless it has ended or is read on from elsewhere.
   *
   * @param from where the page was asked for that ends it; null if it was the first one
   */
  void giveUp(String from, Instant now) {
    if (isAt(from)) {
      end(RunState.FAILED, now);
    }
  }

  /**
   * A page did not come. One that is not the next any more, or not wanted any more, says nothing.
   *
   * @param from where it was asked for; null if it was the first one
   */
  void fail(String from, String reason) {
    if (state != RunState.RUNNING || !isAt(from)) {
      return;
    }
    problem = StorableText.forColumn(reason, ReconciliationEntity.MAX_PROBLEM);
  }
}
