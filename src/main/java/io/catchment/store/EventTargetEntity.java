package io.catchment.store;

import io.catchment.event.LogEvent;
import io.catchment.event.Party;
import io.catchment.event.StorableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One target of an event. */
@Entity(name = "EventTarget")
@Table(name = "event_target")
@IdClass(EventTargetEntity.Key.class)
class EventTargetEntity {

  @Id
  @Column(name = "event_id")
  private Long eventId;

  @Id private Integer position;

  /** When the event was published: in the order of this, its events are found. */
  @Column(name = "published_at")
  private Instant publishedAt;

  @Column(name = "target_id")
  private String targetId;

  @Column(name = "target_type")
  private String targetType;

  @Column(name = "alternate_id")
  private String alternateId;

  @Column(name = "display_name")
  private String displayName;

  protected EventTargetEntity() {}

  private EventTargetEntity(Long eventId, int position, Instant publishedAt, Party target) {
    this.eventId = eventId;
    this.position = position;
    this.publishedAt = publishedAt;
    this.targetId = StorableText.forColumn(target.id(), Columns.MAX_TEXT);
    this.targetType = StorableText.forColumn(target.type(), Columns.MAX_TEXT);
    this.alternateId = StorableText.forColumn(target.alternateId(), Columns.MAX_TEXT);
    this.displayName = StorableText.forColumn(target.displayName(), Columns.MAX_TEXT);
  }

  /** The targets of an event that has this id, in their order. */
  static List<EventTargetEntity> of(Long eventId, LogEvent event) {
    List<EventTargetEntity> targets = new ArrayList<>();
    for (Party target : event.targets()) {
      targets.add(new EventTargetEntity(eventId, targets.size(), event.publishedAt(), target));
    }
    if (event.hiddenTargets()) {
      // A search by a target looks into the text of such an event.
      Party hidden = Party.UNKNOWN;
      targets.add(new EventTargetEntity(eventId, targets.size(), event.publishedAt(), hidden));
    }
    return targets;
  }

  /** The event and the place in its list of targets, from 0. */
  record Key(Long eventId, Integer position) implements Serializable {}
}
