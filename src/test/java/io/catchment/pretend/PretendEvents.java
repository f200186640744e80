package io.catchment.pretend;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invents what happens in a company. The same seed invents the same; no two events have the same
 * uuid, and those of different seeds hardly ever. Safe for many threads.
 */
public final class PretendEvents {

  private static final EventKind[] KINDS = EventKind.values();
  private static final int TOTAL_WEIGHT = Arrays.stream(KINDS).mapToInt(EventKind::weight).sum();

  private final SplittableRandom kinds;
  private final SplittableRandom seeds;

  public PretendEvents(long seed) {
    kinds = new SplittableRandom(seed);
    seeds = new SplittableRandom(~seed);
  }

  /** Every type of event that is invented. */
  public static List<String> eventTypes() {
    return Arrays.stream(KINDS).map(EventKind::eventType).toList();
  }

  /** Those of them that a hook can subscribe to. */
  public static List<String> hookEventTypes() {
    return eventTypes().stream().filter(HookEventTypes::contains).toList();
  }

  /** Something happens now and then. */
  public synchronized PretendEvent next(Instant publishedAt) {
    int number = kinds.nextInt(TOTAL_WEIGHT);
    int kind = 0;
    while (number >= KINDS[kind].weight()) {
      number -= KINDS[kind++].weight();
    }
    return event(KINDS[kind], publishedAt);
  }

  /**
   * Something of this type happens.
   *
   * @throws java.util.NoSuchElementException if it is none of {@link #eventTypes}
   */
  public synchronized PretendEvent next(String eventType, Instant publishedAt) {
    return Arrays.stream(KINDS)
        .filter(kind -> kind.eventType().equals(eventType))
        .findFirst()
        .map(kind -> event(kind, publishedAt))
        .orElseThrow();
  }

  /** So many events, at even distances from the beginning of a time to before its end. */
  public List<PretendEvent> between(Instant from, Instant to, int number) {
    long length = Duration.between(from, to).toMillis();
    return IntStream.range(0, number)
        .mapToObj(i -> next(from.plusMillis(length * i / number)))
        .toList();
  }

  private PretendEvent event(EventKind kind, Instant publishedAt) {
    return new GeneratedEvent(seeds.nextLong(), kind, publishedAt.toEpochMilli());
  }
}
