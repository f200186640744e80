package io.catchment.deadletter;

import io.catchment.store.DeadLetter;
import io.catchment.store.DeadLetters;
import io.catchment.store.Retrial;
import io.catchment.store.StoreUnavailableException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads many dead letters again, one after the other, the latest ones first, until a time is over;
 * one at least, so that whoever goes on where this ended comes to the end.
 *
 * <p>A whole delivery may leave dead letters of its own. They have higher ids, so that they are not
 * read a second time, if this node has kept both; nodes take their ids in blocks, so those of
 * another node's delivery may have lower ones, and are read once more, which does no harm. For one
 * thread, and one request.
 */
final class BulkRetry {

  /** Far less than anybody's time-out. */
  static final Duration MOST_TIME = Duration.ofSeconds(20);

  private static final int PAGE = 50;

  private final DeadLetters letters;
  private final RetryWish wish;
  private final LongSupplier nanos;
  private final long end;
  private long behind;
  private boolean more = true;
  private int retried;
  private int stored;

  /**
   * A retry that has not begun.
   *
   * @param nanos what {@link System#nanoTime} says
   */
  BulkRetry(DeadLetters letters, RetryWish wish, LongSupplier nanos) {
    this.letters = letters;
    this.wish = wish;
    this.nanos = nanos;
    this.end = nanos.getAsLong() + MOST_TIME.toNanos();
    this.behind = wish.behind();
  }

  /** Reads them until there are no more, or the time is over. */
  void run() throws StoreUnavailableException {
    while (more && goesOn()) {
      List<DeadLetter> page = letters.page(wish.org(), wish.reason(), behind, PAGE);
      more = !retry(page) || page.size() == PAGE;
    }
  }

  /** Whether there was time for all of them. */
  private boolean retry(List<DeadLetter> page) throws StoreUnavailableException {
    for (DeadLetter letter : page) {
      if (!goesOn()) {
        return false;
      }
      count(letters.retry(letter.id()));
      behind = letter.id();
    }
    return true;
  }

  /** The search alone may take all the time, again and again. */
  private boolean goesOn() {
    return behind == wish.behind() || end - nanos.getAsLong() > 0;
  }

  /** One that is gone was somebody else's. */
  private void count(Optional<Retrial> retrial) {
    retried += retrial.isPresent() ? 1 : 0;
    stored += retrial.filter(Retrial.Stored.class::isInstance).isPresent() ? 1 : 0;
  }

  /** What came of it, and where to go on, if there may be more. */
  JsonObject json() {
    return Json.createObjectBuilder()
        .add("retried", retried)
        .add("stored", stored)
        .add("stayed", retried - stored)
        .add("after", more ? Json.createValue(behind) : JsonValue.NULL)
        .build();
  }

  /** The same, for the audit trail. */
  String inWords() {
    return "%d were read again: %d are gone, %d stay.%s"
        .formatted(retried, stored, retried - stored, more ? " There may be more." : "");
  }
}
