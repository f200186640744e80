package io.catchment.reconcile;

import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How far an org's System Log has been read, and what came of it. */
@Entity(name = "Reconciliation")
@Table(name = "reconciliation")
class ReconciliationEntity {

  /** The longest reason that is kept. */
  static final int MAX_PROBLEM = 1_000;

  @Id private String org;

  /** Where Okta said to go on; null before the first page, and when the place is lost. */
  @Column(name = "next_link")
  private String nextLink;

  /** What the link was made for. */
  @Column private String selection;

  /** Everything that Okta had stored before this is read, as far back as is looked. */
  @Column(name = "read_until")
  private Instant readUntil;

  @Column(name = "polled_at")
  private Instant polledAt;

  @Column(nullable = false)
  private long seen;

  @Column(name = "already_had", nullable = false)
  private long alreadyHad;

  @Column(nullable = false)
  private long recovered;

  @Column(name = "taken_back", nullable = false)
  private long takenBack;

  @Column(nullable = false)
  private long failed;

  @Column(name = "delivery_failures", nullable = false)
  private long deliveryFailures;

  @Column(name = "hook_reports", nullable = false)
  private long hookReports;

  @Column(name = "rate_limit_reports", nullable = false)
  private long rateLimitReports;

  /** What went wrong last, in words; null if nothing did. */
  @Column(name = "last_error")
  private String lastError;

  @Column(name = "last_error_at")
  private Instant lastErrorAt;

  /** Since when every poll fails; null if the last one did not. */
  @Column(name = "failing_since")
  private Instant failingSince;

  protected ReconciliationEntity() {}

  /** The place in the log, for whoever reads on. */
  Place place() {
    return selection == null
        ? Place.BEGINNING
        : new Place(nextLink, Selection.read(selection), readUntil);
  }

  /** Moves on; everything before {@code readUntil} is read, if that is not null. */
  void moveTo(Place place, Instant now) {
    this.nextLink = place.nextLink();
    this.selection = place.selection().text();
    this.readUntil = place.readUntil();
    this.polledAt = now;
    this.failingSince = null;
  }

  /** Something went wrong that does not keep the log from being read on. */
  void note(String trouble, Instant now) {
    this.lastError = StorableText.forColumn(trouble, MAX_PROBLEM);
    this.lastErrorAt = now;
  }

  /** The time stays that of the first failure in a row. */
  void fail(String reason, Instant now) {
    note(reason, now);
    if (failingSince == null) {
      this.failingSince = now;
    }
  }

  String lastError() {
    return lastError;
  }

  Instant lastErrorAt() {
    return lastErrorAt;
  }

  Instant failingSince() {
    return failingSince;
  }

  Instant polledAt() {
    return polledAt;
  }

  void count(Tally tally) {
    seen += tally.seen();
    alreadyHad += tally.alreadyHad();
    recovered += tally.recovered();
    takenBack += tally.takenBack();
    failed += tally.failed();
    deliveryFailures += tally.reports().deliveryFailures();
    hookReports += tally.reports().hooks();
    rateLimitReports += tally.reports().rateLimits();
  }

  Tally tally() {
    Tally.Reports reports = new Tally.Reports(deliveryFailures, hookReports, rateLimitReports);
    return new Tally(seen, alreadyHad, recovered, takenBack, failed, reports);
  }
}
