package io.catchment.search;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * What the link to a page says in {@code after}: where the page begins, and the times that the
 * first page was asked for, because some clients take nothing but {@code after} from the link.
 *
 * <p>Anybody can make one up: nothing of it counts before {@link Cursors#requireOurs}.
 *
 * @param position where the page begins
 * @param since where the query begins
 * @param until where the query ends; empty if it has no end
 */
record Cursor(Position position, Instant since, Optional<Instant> until) {

  /** Stands first; another version may mean something else by the same bytes. */
  private static final byte VERSION = 1;

  private static final long ENDLESS = Long.MIN_VALUE;
  private static final long MICROS = 1_000_000;
  private static final int NANOS = 1_000;
  private static final int LENGTH = 1 + 4 * Long.BYTES;

  /**
   * Reads what a client sent, but for its signature.
   *
   * @throws BadQueryException if it cannot be ours
   */
  static Cursor parse(String after) throws BadQueryException {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(after));
    if (bytes.remaining() != LENGTH + Cursors.SIGNATURE_LENGTH || bytes.get() != VERSION) {
      throw refusal();
    }
    Position position = new Position(time(bytes.getLong()), bytes.getLong());
    Instant since = time(bytes.getLong());
    long until = bytes.getLong();
    return new Cursor(
        position, since, until == ENDLESS ? Optional.empty() : Optional.of(time(until)));
  }

  private static byte[] decoded(String after) throws BadQueryException {
    try {
      return Base64.getUrlDecoder().decode(after);
    } catch (IllegalArgumentException e) {
      throw refusal();
    }
  }

  /** Says what to do instead of sending this, whatever is wrong with it. */
  static BadQueryException refusal() {
    return BadQueryException.invalid(
        "after",
        "does not belong to this query, or was changed: follow the address in the Link header as"
            + " it is, or begin anew without after");
  }

  /** The bytes that {@link #parse} reads. */
  byte[] content() {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .putLong(micros(position.publishedAt()))
        .putLong(position.id())
        .putLong(micros(since))
        .putLong(until.map(Cursor::micros).orElse(ENDLESS))
        .array();
  }

  /** Gives back what {@link #time} was given, whatever that was: not so ChronoUnit. */
  private static long micros(Instant time) {
    return time.getEpochSecond() * MICROS + time.getNano() / NANOS;
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
