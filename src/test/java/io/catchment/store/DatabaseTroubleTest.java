package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseTroubleTest {

  @Test
  void find_databaseInTrouble_isToldWithoutTheData() {
    assertThat(DatabaseTrouble.find(new SQLException("row of somebody", "08006")))
        .hasValue("SQLSTATE 08006");
    assertThat(DatabaseTrouble.find(new DatabaseAwayException())).isPresent();
  }

  /** It says already that the same may be stored later, whatever is behind it. */
  @Test
  void find_storeThatIsUnavailable_isTrouble() {
    Exception behind = new InterruptedException("stopped");

    assertThat(DatabaseTrouble.find(new StoreUnavailableException(behind))).isPresent();
  }

  @Test
  void find_otherFailures_areNone() {
    assertThat(DatabaseTrouble.find(new IllegalStateException("ours"))).isEmpty();
    assertThat(DatabaseTrouble.find(new SQLException("odd byte", "22021"))).isEmpty();
  }
}
