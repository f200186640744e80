package io.catchment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.server.Build;
import io.catchment.store.MigratedSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final int ROWS = 30;

  @Test
  void fill_postgres_putsEveryValueIntoItsColumn() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Build.file("postgres").toFile())
            .start()) {
      DataSource database = postgres.getPostgresDatabase();
      MigratedSchema.make(database);

      Growth.fill(database, ROWS);

      assertThat(texts(database, "select json::json ->> 'eventType' from event"))
          .hasSize(ROWS)
          .containsOnly("user.session.start");
      assertThat(
              texts(
                  database,
                  "select t.display_name from event_target t join event e"
                      + " on e.id = t.event_id and e.published_at = t.published_at"))
          .hasSize(2 * ROWS)
          .containsOnly("Kim");
      assertThat(texts(database, "select source from delivery"))
          .hasSize(ROWS)
          .containsOnly("source");
    }
  }

  private static List<String> texts(DataSource database, String sql) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
