package io.catchment.publish;

import io.catchment.store.NewEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * It is kept for a short while only: a database that is set back, and gives ids anew on another
 * node, is not to have its events mistaken for those that we remember.
 */
@ApplicationScoped
class RecentEvents {

  /** How much of them is kept, in characters: a few pages of a System Log. */
  static final int MAX_CHARACTERS = 8 * 1024 * 1024;

  static final Duration LONGEST = Duration.ofSeconds(30);

  /** What an event takes beside its JSON, in characters, and each of its targets. */
  private static final int OVERHEAD = 500;

  private static final int OVERHEAD_OF_TARGET = 100;

  @Inject Clock clock;
  private final Map<Long, Publication> byId = new HashMap<>();
  private final Queue<Kept> oldestFirst = new ArrayDeque<>();
  private int characters;

  /** Keeps events that are committed, instead of older ones. */
  synchronized void add(List<NewEvent> events) {
    forgetOld();
    Instant now = clock.instant();
    for (NewEvent event : events) {
      Publication publication = Publication.of(event);
      byId.put(publication.eventId(), publication);
      oldestFirst.add(new Kept(publication, now));
      characters += size(publication);
    }
    while (characters > MAX_CHARACTERS) {
      forgetOldest();
    }
  }

  /** Those of the events that are here, in the order of the ids given. */
  synchronized List<Publication> find(List<Long> eventIds) {
    forgetOld();
    return eventIds.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  private void forgetOld() {
    Instant longAgo = clock.instant().minus(LONGEST);
    while (!oldestFirst.isEmpty() && oldestFirst.element().since().isBefore(longAgo)) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    Publication oldest = oldestFirst.remove().publication();
    // Not its successor, should the database have given the id anew.
    byId.remove(oldest.eventId(), oldest);
    characters -= size(oldest);
  }

  static int size(Publication publication) {
    return publication.event().json().length()
        + OVERHEAD
        + OVERHEAD_OF_TARGET * publication.event().targets().size();
  }

  /** An event, and since when it is here. */
  private record Kept(Publication publication, Instant since) {}
}
