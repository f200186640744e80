package io.catchment.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Names for deliveries: UUIDs, mostly of version 7 (RFC 9562), which begin with the time.
 *
 * <p>Rows that are written one after the other then stand side by side in the index of their key,
 * and inserting one costs the same in a large table as in a small one.
 */
public final class DeliveryId {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION_7 = 0x7000L;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private DeliveryId() {}

  /** A name that no other delivery has, for one that arrived now. */
  public static UUID next(Instant now) {
    long high = now.toEpochMilli() << 16 | VERSION_7 | RANDOM.nextInt(0x1000);
    long low = VARIANT | RANDOM.nextLong() >>> 2;
    return new UUID(high, low);
  }

  /**
   * The name of what Okta may give us again: the same for the same bytes. Of version 8, which
   * leaves to us what it is made from.
   */
  public static UUID of(String org, byte[] body) {
    MessageDigest digest = sha256();
    digest.update(org.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(body));
    long high = (hash.getLong() & ~0xF000L) | VERSION_8;
    return new UUID(high, VARIANT | hash.getLong() >>> 2);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
