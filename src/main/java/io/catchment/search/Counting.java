package io.catchment.search;

import io.catchment.event.Party;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One statistic. The database counts the events of which SQL says for certain that they match; the
 * others that may match are read, as by a search, and counted here. Of long times, what {@link
 * HourCounts} tell is not counted again. Used once.
 */
final class Counting {

  private static final Logger LOG = System.getLogger(Counting.class.getName());

  /** How many values are named in one transaction. */
  static final int NAMES_AT_ONCE = 10;

  private final StatisticsRequest asked;
  private final Steps steps;
  private final Judgement judgement;
  private final Tally tally;
  private final Optional<Set<String>> named;

  Counting(StatisticsRequest asked, Steps steps) {
    this(asked, steps, Optional.empty());
  }

  /**
   * One of values that are named already.
   *
   * @param named may hold null, which stands for none; if empty, they are found here
   */
  private Counting(StatisticsRequest asked, Steps steps, Optional<Set<String>> named) {
    this.asked = asked;
    this.steps = steps;
    this.named = named;
    this.judgement = Judging.of(asked.query());
    this.tally = new Tally(Math.toIntExact(asked.buckets().count()));
  }

  /**
   * Counts, and says who or what the values are, as far as there is time left for it.
   *
   * @throws SearchTimeoutException if the steps of counting take too long
   * @throws TooManyValuesException if there are more values than can be held
   */
  Statistic statistic() {
    Statistic statistic = count();
    Optional<By> ofIds = asked.by().filter(By::hasManyValues);
    return ofIds.isEmpty() ? statistic : statistic.with(parties(ofIds.get(), statistic.top()));
  }

  /**
   * Those that are found in time: the numbers are not given up for want of a name. A few in each
   * transaction, for one that is long holds up what the database has to tidy.
   */
  private Map<String, Party> parties(By by, List<Statistic.Value> values) {
    Map<String, Party> found = new HashMap<>();
    try {
      for (int begin = 0; begin < values.size(); begin += NAMES_AT_ONCE) {
        int end = Math.min(begin + NAMES_AT_ONCE, values.size());
        List<Statistic.Value> some = values.subList(begin, end);
        steps.inTransaction(
            rows -> {
              Parties parties = new Parties(rows, by);
              for (Statistic.Value value : some) {
                steps.requireTime();
                parties.find(value.value(), found);
              }
              return found;
            });
      }
    } catch (SearchTimeoutException e) {
      LOG.log(Level.DEBUG, "A statistic lacks names: {0}", e.getMessage());
    }
    return found;
  }

  private Statistic count() {
    Optional<By> by = asked.by();
    if (by.isPresent() && by.get().hasManyValues()) {
      return countSome(by.get());
    }
    Optional<Set<String>> types = by.filter(By.TYPE::equals).flatMap(type -> frequentTypes());
    if (types.isPresent()) {
      return new Counting(asked, steps, types).countNamed(types.get());
    }
    if (!countByHours(HourCounts.of(asked))) {
      countAll(steps);
    }
    return counted();
  }

  /**
   * Those that are named, if the counts by hour tell: all types in all buckets may be more than can
   * be held.
   */
  private Optional<Set<String>> frequentTypes() {
    if (asked.buckets().count() <= 1) {
      return Optional.empty();
    }
    Counting whole = new Counting(asked.inOneBucket(), steps);
    return whole.countByHours(HourCounts.of(whole.asked))
        ? Optional.of(Tally.mostFrequent(whole.tally.values(), asked.limit()))
        : Optional.empty();
  }

  private Statistic countNamed(Set<String> types) {
    if (!countByHours(HourCounts.ofTypes(asked, types))) {
      countAll(steps);
    }
    return counted();
  }

  /** And what they do not tell; nothing if they are no help. */
  private boolean countByHours(Optional<HourCounts> hours) {
    Tally whole = tally.empty();
    if (hours.isEmpty() || !hours.get().count(steps, whole)) {
      return false;
    }
    tally.add(whole);
    hours.get().pieces().forEach(p -> countAll(steps.between(p.since(), p.until())));
    return true;
  }

  private void countAll(Steps some) {
    countOpen(some);
    if (isAnyCertain()) {
      some.count(tally, (rows, window, part) -> count(counts(rows, window), part));
    }
  }

  private boolean isAnyCertain() {
    return !judgement.certain().equals(Condition.NOTHING);
  }

  private void countOpen(Steps some) {
    if (!judgement.isExact()) {
      some.read(isAnyCertain() ? judgement.open() : Condition.ANYTHING, this::add);
    }
  }

  private void add(FoundEvent event) {
    int bucket = asked.buckets().indexOf(event.publishedAt());
    tally.addEvents(bucket, 1);
    asked
        .by()
        .ifPresent(by -> by.valuesOf(event).forEach(value -> tally.addValue(bucket, value, 1)));
  }

  private CountRows counts(Rows rows, Condition window) {
    Condition where = Condition.all(window, judgement.certain());
    return new CountRows(rows, asked.buckets().index(), where);
  }

  private void count(CountRows counts, Tally part) throws SQLException {
    if (asked.by().isEmpty()) {
      counts.eachBucket(part);
    } else if (named.isPresent()) {
      counts.eachOf(asked.by().get(), named.get(), part);
    } else {
      counts.eachValue(asked.by().get(), part);
    }
  }

  private Statistic counted() {
    return tally.statistic(
        named.orElseGet(() -> Tally.mostFrequent(tally.values(), asked.limit())));
  }

  /** First without buckets, to find the values that are named: with them there is more to hold. */
  private Statistic countSome(By by) {
    countOpen(steps);
    if (!isAnyCertain()) {
      return counted();
    }
    Tally totals = new Tally(1);
    tally.values().forEach((value, number) -> totals.addValue(0, value, number));
    steps.count(totals, (rows, window, part) -> counts(rows, window).values(by, part));
    Set<String> most = Tally.mostFrequent(totals.values(), asked.limit());
    steps.count(tally, (rows, window, part) -> counts(rows, window).eachOf(by, most, part));
    return tally.statistic(most);
  }
}
