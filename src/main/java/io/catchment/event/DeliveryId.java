package io.catchment.event;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Names for deliveries: UUIDs of version 7 (RFC 9562), which begin with the time.
 *
 * <p>Rows that are written one after the other then stand side by side in the index of their key,
 * and inserting one costs the same in a large table as in a small one.
 */
public final class DeliveryId {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private DeliveryId() {}

  /** A name that no other delivery has, for one that arrived now. */
  public static UUID next(Instant now) {
    long high = now.toEpochMilli() << 16 | VERSION_7 | RANDOM.nextInt(0x1000);
    long low = VARIANT | RANDOM.nextLong() >>> 2;
    return new UUID(high, low);
  }
}
