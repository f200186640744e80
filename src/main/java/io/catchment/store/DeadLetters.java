package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * What could not be stored as events, for those who look after it.
 *
 * <p>Looking takes no turn and locks nothing. A dead letter is removed once, whoever tries: by
 * being stored after all, or by being given up.
 */
@ApplicationScoped
public class DeadLetters {

  @Inject Writers writers;
  @Inject DeadLetterRecords records;
  @Inject DeliveryTransaction transaction;
  @Inject StoreMetrics metrics;

  /**
   * The latest ones first, by their ids.
   *
   * @param org the alias of the org that they are of; those of all orgs if empty
   * @param behind where to go on: the id of the last one that was seen; empty to begin
   * @param most how many at the most
   */
  public List<DeadLetter> page(Optional<String> org, Optional<Long> behind, int most) {
    return records.page(org, behind.orElse(Long.MAX_VALUE), most);
  }

  /**
   * Those that are kept for a reason, the latest ones first.
   *
   * @param org the alias of the org that they are of; those of all orgs if empty
   * @param reason the reason, or its beginning
   * @param behind the id behind which to begin
   * @param most how many at the most
   */
  public List<DeadLetter> page(Optional<String> org, String reason, long behind, int most) {
    return records.page(org, reason, behind, most);
  }

  /** How many there are. */
  public long count() {
    return records.count();
  }

  /** The one with this id; empty if there is none, or none any more. */
  public Optional<DeadLetter> find(long id) {
    return records.find(id);
  }

  /** Its first bytes, so many at the most; empty if it is gone. */
  public Optional<byte[]> findBeginning(long id, int most) {
    return records.findBeginning(id, most);
  }

  /** All its bytes, as they came: nobody has looked what they are. Empty if it is gone. */
  public Optional<byte[]> findBody(long id) {
    return records.findBody(id);
  }

  /**
   * Reads a dead letter again, with the code of today. What can be read is stored as if it came
   * now, but for its times, its delivery and its origin, which are those of old; in one transaction
   * with that the dead letter is removed. What cannot stays, with the reason of today and that of
   * the beginning.
   *
   * @return what came of it; empty if it is gone
   * @throws StoreUnavailableException if the database is in trouble; nothing is changed then
   */
  public Optional<Retrial> retry(long id) throws StoreUnavailableException {
    try {
      Optional<KeptBytes> kept = records.findKept(id);
      return kept.isEmpty() ? Optional.empty() : retry(kept.get());
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      throw new StoreUnavailableException(e);
    }
  }

  private Optional<Retrial> retry(KeptBytes kept) throws Exception {
    try {
      Reading reading = kept.readAgain();
      Optional<StoreOutcome> outcome = writers.write(() -> transaction.storeAgain(kept, reading));
      outcome.ifPresent(o -> metrics.countRetried(reading, o));
      return outcome.map(o -> retrial(reading, o));
    } catch (Exception | LinkageError | StackOverflowError e) {
      if (Failure.of(e) == Failure.TRANSIENT) {
        throw e;
      }
      return keep(kept, kept.reasonNow("It could not be stored: " + Failure.describe(e)));
    }
  }

  private static Retrial retrial(Reading reading, StoreOutcome outcome) {
    return reading.isWhole()
        ? new Retrial.Stays(reading.defect())
        : new Retrial.Stored(outcome.stored(), outcome.duplicates(), outcome.deadLetters());
  }

  private Optional<Retrial> keep(KeptBytes kept, String reason) throws Exception {
    return writers.write(() -> records.keep(kept.id(), reason))
        ? Optional.of(new Retrial.Stays(reason))
        : Optional.empty();
  }

  /**
   * Gives a dead letter up: its bytes are gone for good.
   *
   * @return what it was; empty if it is gone already
   * @throws StoreUnavailableException if the database is in trouble; nothing is changed then
   */
  public Optional<DeadLetter> delete(long id) throws StoreUnavailableException {
    try {
      Optional<DeadLetter> found = records.find(id);
      boolean removed = found.isPresent() && writers.write(() -> records.remove(id));
      found.filter(d -> removed).ifPresent(d -> metrics.countDeleted(d.org()));
      return found.filter(d -> removed);
    } catch (Exception e) {
      throw new StoreUnavailableException(e);
    }
  }
}
