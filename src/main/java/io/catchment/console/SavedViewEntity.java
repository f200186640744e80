package io.catchment.console;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A view that somebody saved, as it is kept. */
@Entity(name = "SavedView")
@Table(name = "saved_view")
class SavedViewEntity {

  @Id private UUID id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String query;

  @Column(nullable = false)
  private boolean shared;

  @Column(name = "owner_name", nullable = false)
  private String owner;

  @Column(name = "saved_at", nullable = false)
  private Instant savedAt;

  protected SavedViewEntity() {}

  SavedViewEntity(SavedView view, Instant savedAt) {
    this.id = view.id();
    this.name = view.name();
    this.query = view.query();
    this.shared = view.shared();
    this.owner = view.owner();
    this.savedAt = savedAt;
  }

  SavedView view() {
    return new SavedView(id, name, query, shared, owner);
  }
}
