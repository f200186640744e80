package io.catchment.receive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The last good copy of the file in which Okta publishes its addresses. */
@Entity(name = "OktaRanges")
@Table(name = "okta_ranges")
class OktaRangesEntity {

  /** There is one. */
  static final int ID = 1;

  @Id private int id;

  @Column(nullable = false)
  private String text;

  @Column(name = "fetched_at", nullable = false)
  private Instant fetchedAt;

  protected OktaRangesEntity() {}

  OktaRangesEntity(PublishedFile file) {
    this.id = ID;
    this.text = file.text();
    this.fetchedAt = file.fetchedAt();
  }

  PublishedFile file() {
    return new PublishedFile(text, fetchedAt);
  }
}
