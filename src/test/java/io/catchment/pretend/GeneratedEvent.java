package io.catchment.pretend;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An invented event, of which only the seed is kept: everything else is made of that, and the same
 * each time. So a day of events needs little memory.
 */
record GeneratedEvent(long seed, EventKind kind, long publishedMillis) implements PretendEvent {

  @Override
  public String uuid() {
    SplittableRandom random = new SplittableRandom(seed);
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(most, least).toString();
  }

  @Override
  public String eventType() {
    return kind.eventType();
  }

  @Override
  public String inLog() {
    return new GeneratedJson(this).write(true);
  }

  @Override
  public String inDelivery() {
    return new GeneratedJson(this).write(false);
  }
}
