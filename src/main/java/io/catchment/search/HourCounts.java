package io.catchment.search;

import io.catchment.store.RollUp;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A statistic of long times by the counts that the store keeps, by hour and kind of event.
 *
 * <p>One statement reads those counts and the ids up to which events are in them, which belong
 * together; another counts the events behind those ids. What is stored or counted meanwhile changes
 * nothing of it: so each event that was there before is counted once. Used by one statistic.
 */
final class HourCounts {

  private static final Logger LOG = System.getLogger(HourCounts.class.getName());

  /** How many events may not be in the counts yet: beyond, those are no help. */
  static final int MOST_BEHIND = 10_000;

  private static final String AND_ALSO = " union all ";

  private final WholeHours hours;
  private final List<HourRows> parts;

  private HourCounts(WholeHours hours, List<HourRows> parts) {
    this.hours = hours;
    this.parts = parts;
  }

  /** Those that tell most of a statistic, and of all values there are; empty if they would not. */
  static Optional<HourCounts> of(StatisticsRequest asked) {
    return of(asked, (hours, kinds) -> List.of(HourRows.all(hours, kinds, asked.by())));
  }

  /**
   * The same by type, with these types by themselves and the others together. Where the filter
   * passes over the type, their sum is taken from the counts of any type, which are fewer.
   *
   * @param named may hold null, which stands for none
   */
  static Optional<HourCounts> ofTypes(StatisticsRequest asked, Set<String> named) {
    return of(
        asked,
        (hours, kinds) ->
            kinds.rollUp() == RollUp.OF_TYPES
                ? List.of(HourRows.someTypes(hours, kinds, named))
                : List.of(
                    HourRows.otherTypes(hours, kinds),
                    HourRows.onlyTypes(hours, kinds.of(RollUp.OF_TYPES), named)));
  }

  private static Optional<HourCounts> of(StatisticsRequest asked, Parts parts) {
    if (asked.by().filter(by -> !By.KINDS.contains(by.column())).isPresent()) {
      return Optional.empty();
    }
    WholeHours hours = WholeHours.of(asked.buckets());
    return hours.areMost()
        ? Kinds.of(asked.query()).map(kinds -> new HourCounts(hours, parts.of(hours, kinds)))
        : Optional.empty();
  }

  /** What they do not tell. */
  List<WholeHours.Piece> pieces() {
    return hours.pieces();
  }

  /**
   * Counts the events of whole hours.
   *
   * @return false if they have to be counted one by one, and nothing that was added counts: because
   *     too many are not in the counts yet, or the database takes too long over those that are not,
   *     or because only the text of some says whether they match
   * @throws TooManyValuesException if there are more values than can be held
   */
  boolean count(Steps steps, Tally tally) {
    Usefulness useful = new Usefulness();
    try {
      steps.countHours(
          hours.first(),
          hours.end(),
          tally,
          (rows, from, to, some) -> countSome(rows, from, to, some, useful));
    } catch (SearchTimeoutException e) {
      LOG.log(Level.DEBUG, "The counts by hour are no help: {0}", e.getMessage());
      return false;
    }
    return useful.yes;
  }

  /** Nothing any more once it is known to be of no use. */
  private void countSome(Rows rows, long from, long to, Tally tally, Usefulness useful)
      throws SQLException {
    for (HourRows part : parts) {
      useful.yes = useful.yes && !isFarBehind(rows, part.rollUp());
    }
    if (useful.yes) {
      count(rows, from, to, tally, useful);
    }
  }

  private static boolean isFarBehind(Rows rows, RollUp rollUp) throws SQLException {
    Condition behind = Condition.of(rollUp.uncounted(), MOST_BEHIND + 1);
    return rows.one(behind, Long.class).get(0) > MOST_BEHIND;
  }

  /** One statement for all parts each time, so that they are of the same events. */
  private void count(Rows rows, long from, long to, Tally tally, Usefulness useful)
      throws SQLException {
    Map<Integer, Long> upTo = new HashMap<>();
    Rows.RowReader reader =
        row -> {
          boolean open = parts.get(row.getInt(1)).add(row, tally);
          useful.yes = useful.yes && !open;
        };
    rows.each(
        counted(from, to),
        row -> {
          upTo.put(row.getInt(1), row.getLong(HourRows.UP_TO));
          if (row.getObject(2) != null) {
            reader.read(row);
          }
        });
    useful.yes = useful.yes && upTo.size() == parts.size();
    if (useful.yes) {
      rows.each(since(upTo, from, to), reader);
    }
  }

  private Condition counted(long from, long to) {
    List<Condition> selects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      selects.add(parts.get(i).counted(i, from, to));
    }
    return Condition.chained(selects, AND_ALSO);
  }

  private Condition since(Map<Integer, Long> upTo, long from, long to) {
    List<Condition> selects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      selects.add(parts.get(i).since(i, upTo.get(i), from, to));
    }
    return Condition.chained(selects, AND_ALSO);
  }

  /** Whether the counts are of use, as far as is known. */
  private static final class Usefulness {
    private boolean yes = true;
  }

  private interface Parts {
    List<HourRows> of(WholeHours hours, Kinds kinds);
  }
}
