package io.catchment.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Fills the tables with events of a year, by the database itself. */
final class Growth {

  private static final int STEP = 250_000;

  private Growth() {}

  static void fill(DataSource postgres, int rows) {
    try (Connection connection = postgres.getConnection()) {
      for (int filled = 0; filled < rows; filled += STEP) {
        insert(connection, Math.min(STEP, rows - filled));
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection, int rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement events =
            connection.prepareStatement(
                "insert into event (id, org, uuid, published_at, received_at, stored_at,"
                    + " event_type, severity, outcome, actor_id, actor_type, actor_alternate_id,"
                    + " actor_display_name, client_address, origin, delivery_id, json)"
                    + " select -nextval('growth_seq'), 'acme', gen_random_uuid(),"
                    + " now() - random() * interval '1 year', now(), now(), 'user.session.start',"
                    + " 'INFO', 'SUCCESS', '00u' || n % 5000, 'User', 'u' || n % 5000 || '@acme.example',"
                    + " 'Somebody', '198.51.100.7', 'HOOK', gen_random_uuid(), ?"
                    + " from generate_series(1, ?) as n")) {
      statement.execute("create sequence if not exists growth_seq");
      events.setString(1, SampleEvent.JSON);
      events.setInt(2, rows);
      events.executeUpdate();
      statement.execute(
          "insert into event_target (event_id, position, target_id, target_type, alternate_id,"
              + " display_name, published_at)"
              + " select e.id, p, '00u' || e.id, 'User', 'kim@acme.example', 'Kim', e.published_at"
              + " from event e cross join generate_series(0, 1) p"
              + " where e.id < (select -last_value from growth_seq) + "
              + rows);
      statement.execute(
          "insert into delivery (id, org, origin, received_at, stored_at, remote_address,"
              + " okta_event_id, source, batch_size)"
              + " select gen_random_uuid(), 'acme', 'HOOK', now(), now(), '127.0.0.1',"
              + " gen_random_uuid(), 'source', 1 from generate_series(1, "
              + rows
              + ")");
    }
  }
}
