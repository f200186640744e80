package io.catchment.audit;

import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** An entry of the audit trail, as it is kept. */
@Entity(name = "AuditEntry")
@Table(name = "audit")
class AuditEntryEntity {

  private static final int MAX_NAME = 255;
  private static final int MAX_ACTION = 100;
  private static final int MAX_ORG = 63;
  private static final int MAX_DETAIL = 1000;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
  @SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 1)
  private Long id;

  @Column(name = "done_at", nullable = false)
  private Instant doneAt;

  @Column(nullable = false)
  private String who;

  @Column(nullable = false)
  private String action;

  @Column private String org;

  @Column private String about;

  @Column(nullable = false)
  private int result;

  @Column private String detail;

  protected AuditEntryEntity() {}

  AuditEntryEntity(AuditEntry entry) {
    this.doneAt = entry.at();
    this.who = StorableText.forColumn(entry.who(), MAX_NAME);
    this.action = StorableText.forColumn(entry.action(), MAX_ACTION);
    this.org = StorableText.forColumn(entry.org().orElse(null), MAX_ORG);
    this.about = StorableText.forColumn(entry.about().orElse(null), MAX_NAME);
    this.result = entry.result();
    this.detail = StorableText.forColumn(entry.detail().orElse(null), MAX_DETAIL);
  }

  long id() {
    return id;
  }

  AuditEntry entry() {
    return new AuditEntry(
        doneAt,
        who,
        action,
        Optional.ofNullable(org),
        Optional.ofNullable(about),
        result,
        Optional.ofNullable(detail));
  }
}
