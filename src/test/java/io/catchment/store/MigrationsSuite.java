package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What migrations make of rows that are there, the same on every database. */
abstract class MigrationsSuite {

  private static final String DAY = "timestamp with time zone '2026-01-31 0";

  /** An empty database. */
  abstract DataSource dataSource() throws Exception;

  @Test
  void run_countsOfAnOlderVersion_areAddedUpOverTheTypes() throws Exception {
    DataSource old = migratedTo("15");
    execute(
        old,
        "insert into event_kind values (1, 'acme', 'HOOK', 'a', 'INFO', null),"
            + " (2, 'acme', 'HOOK', null, 'INFO', null), (3, 'acme', 'HOOK', 'a', null, null),"
            + " (4, 'acme', 'HOOK', 'b', 'INFO', 'DENY'), (5, 'other', 'HOOK', 'a', 'INFO', null)",
        "insert into event_count values (7, 1, 10), (7, 2, 20), (7, 3, 30), (7, 4, 40), (7, 5, 50),"
            + " (8, 1, 60)",
        "update event_counted set up_to = 210");

    Migrations.run(old);

    assertThat(
            rows(
                old,
                "select c.at_hour, k.org, k.origin, k.severity, k.outcome, c.number from"
                    + " event_count_of_any_type c join event_kind_of_any_type k on k.id = c.kind"
                    + " order by c.at_hour, c.number, k.severity nulls last"))
        .containsExactly(
            "7 acme HOOK INFO null 30",
            "7 acme HOOK null null 30",
            "7 acme HOOK INFO DENY 40",
            "7 other HOOK INFO null 50",
            "8 acme HOOK INFO null 60");
    assertThat(rows(old, "select id, up_to from event_counted order by id"))
        .containsExactly("1 210", "2 210", "3 0");
  }

  @Test
  void run_targetsOfAnOlderVersion_areGivenTheTimeOfTheirEvents() throws Exception {
    DataSource old = migratedTo("15");
    execute(
        old,
        event(1, 3),
        event(2, 5),
        "insert into event_target values (1, 0, 'a', 'User', 'a@acme.example', 'A'),"
            + " (1, 1, null, null, null, null), (2, 0, 'a', 'User', null, null)");

    Migrations.run(old);
    new Folding(old, Migrations.isForH2(old)).all(1);

    assertThat(
            rows(
                old,
                "select t.event_id, t.position, t.target_id, t.target_type, t.alternate_id,"
                    + " t.display_name from event_target t join event e on e.id = t.event_id and"
                    + " e.published_at = t.published_at order by t.event_id, t.position"))
        .containsExactly(
            "1 0 a User a@acme.example A", "1 1 null null null null", "2 0 a User null null");
  }

  /** Without the column that it does not know. */
  @Test
  void run_anOlderVersion_goesOnWriting() throws Exception {
    DataSource old = migratedTo("15");
    Migrations.run(old);

    execute(
        old,
        "insert into event_target (event_id, position, target_id, target_type, alternate_id,"
            + " display_name) values (1, 0, 'a', 'User', null, null)");

    assertThat(rows(old, "select target_id, published_at from event_target"))
        .containsExactly("a null");
  }

  final DataSource migratedTo(String version) throws Exception {
    DataSource dataSource = dataSource();
    Migrations.configured(dataSource).target(version).load().migrate();
    return dataSource;
  }

  static String event(int id, int hour) {
    String at = DAY + hour + ":00:00.000001Z'";
    return "insert into event (id, org, uuid, published_at, received_at, stored_at, origin,"
        + " delivery_id, json) values (%1$d, 'acme', 'u-%1$d', %2$s, %2$s, %2$s, 'HOOK',"
            .formatted(id, at)
        + " cast('00000000-0000-0000-0000-000000000001' as uuid), '{}')";
  }

  private static void execute(DataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static List<String> rows(DataSource database, String select) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        found.add(String.join(" ", values));
      }
    }
    return found;
  }
}
