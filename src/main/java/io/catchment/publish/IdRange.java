package io.catchment.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * Ids of events that follow one another without a gap, both ends included.
 *
 * @param first the lowest
 * @param last the highest
 */
record IdRange(long first, long last) {

  /** The most ids; whoever looks for the range of an id need not look further back. */
  static final int LONGEST = 500;

  /** Ids in ascending order in as few ranges as hold them and no others. */
  static List<IdRange> of(List<Long> ascending) {
    List<IdRange> ranges = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= ascending.size(); to++) {
      if (to == ascending.size()
          || ascending.get(to) != ascending.get(to - 1) + 1
          || to - from == LONGEST) {
        ranges.add(new IdRange(ascending.get(from), ascending.get(to - 1)));
        from = to;
      }
    }
    return ranges;
  }
}
