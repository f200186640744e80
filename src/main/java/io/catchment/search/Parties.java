package io.catchment.search;

import io.catchment.event.Party;
import java.sql.SQLException;
import java.util.Map;

/**
 * Tells who or what ids stand for, as one of the events does: an id alone says nothing to people.
 */
final class Parties {

  /** In the order of the index, so that one entry of it is read, also by H2. */
  private static final String ACTOR =
      "select e.actor_type, e.actor_alternate_id, e.actor_display_name from event e"
          + " where e.actor_id = ? order by e.actor_id, e.published_at, e.id limit 1";

  private static final String TARGET =
      "select t.target_type, t.alternate_id, t.display_name from event_target t"
          + " where t.target_id = ? order by t.target_id, t.published_at, t.event_id limit 1";

  private final Rows rows;
  private final String select;

  /** Of values by which {@link By#hasManyValues events are told apart}. */
  Parties(Rows rows, By by) {
    this.rows = rows;
    this.select = by == By.ACTOR ? ACTOR : TARGET;
  }

  /**
   * Adds the one that an id stands for, if there is one.
   *
   * @param id null stands for nobody
   * @throws SearchTimeoutException if it takes too long
   */
  void find(String id, Map<String, Party> found) throws SQLException {
    if (id != null) {
      rows.each(
          Condition.of(select, id),
          row ->
              found.put(id, new Party(id, row.getString(1), row.getString(2), row.getString(3))));
    }
  }
}
