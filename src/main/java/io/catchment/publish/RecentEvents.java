package io.catchment.publish;

import io.catchment.store.NewEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/**
 * The events that were stored last on this node, as they were read then: most are published within
 * the same second, and need be neither fetched nor read again for that.
 *
 * <p>Which events have to be published, only the outbox says. What is not here is in the database.
 */
@ApplicationScoped
class RecentEvents {

  /** How much of them is kept, in characters of JSON: a few pages of a System Log. */
  static final int MAX_CHARACTERS = 8 * 1024 * 1024;

  private final Map<Long, Publication> byId = new HashMap<>();
  private final Queue<Publication> oldestFirst = new ArrayDeque<>();
  private int characters;

  /** Keeps events that are committed, instead of older ones. */
  synchronized void add(List<NewEvent> events) {
    events.stream().map(Publication::of).forEach(this::add);
  }

  private void add(Publication publication) {
    byId.put(publication.eventId(), publication);
    oldestFirst.add(publication);
    characters += size(publication);
    while (characters > MAX_CHARACTERS) {
      Publication oldest = oldestFirst.remove();
      // Not its successor, should the database have given the id anew.
      byId.remove(oldest.eventId(), oldest);
      characters -= size(oldest);
    }
  }

  /** Those of the events that are here, in the order of the ids given. */
  synchronized List<Publication> find(List<Long> eventIds) {
    return eventIds.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  private static int size(Publication publication) {
    return publication.event().json().length();
  }
}
