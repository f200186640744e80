package io.catchment.search;

import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A link's {@code after} that nobody has followed the links to: deep inside a long query. */
public final class MadeCursor {

  private MadeCursor() {}

  /**
   * As the application writes it for the page that begins at a time, the oldest event first.
   *
   * @param key what the application signs with
   * @param since where the query begins, which has neither a filter nor keywords
   * @param until where it ends
   */
  public static String at(Instant time, byte[] key, Instant since, Instant until) {
    Cursors cursors = new Cursors();
    cursors.key =
        new CursorKey() {
          @Override
          byte[] bytes() {
            return key.clone();
          }
        };
    EventQuery query =
        new EventQuery(
            Sources.ALL,
            since,
            Optional.of(until),
            Optional.empty(),
            new Keywords(List.of()),
            Order.ASCENDING);
    try {
      return cursors.write(query, new Position(time, 0));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
