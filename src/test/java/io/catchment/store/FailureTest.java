package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

  @Test
  void of_dataThatTheDatabaseNeverTakes() {
    assertThat(of(new SQLException("invalid byte sequence", "22021"))).isEqualTo(Failure.PERMANENT);
  }

  @Test
  void of_databaseInTrouble() {
    assertThat(of(new SQLException("connection failure", "08006"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new SQLException("disk full", "53100"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new SQLException("unique violation", "23505"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new SQLRecoverableException("no state"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new DatabaseAwayException())).isEqualTo(Failure.TRANSIENT);
  }

  @Test
  void of_statementThatIsRefusedWhateverTheData() {
    assertThat(of(new SQLException("no such column", "42703"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new SQLException("permission denied", "42501"))).isEqualTo(Failure.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23502", "23503", "23513", "23514", "44000", "54000", "P0001"})
  void of_dataThatBreakARuleOfTheTables(String state) {
    assertThat(of(new SQLException("refused", state))).isEqualTo(Failure.OURS);
  }

  @Test
  void of_transactionInTrouble() {
    assertThat(Failure.of(new RollbackException("timed out"))).isEqualTo(Failure.TRANSIENT);
    assertThat(of(new RollbackException("timed out"))).isEqualTo(Failure.TRANSIENT);
  }

  @Test
  void of_faultOfOurs() {
    assertThat(of(new NullPointerException())).isEqualTo(Failure.OURS);
    assertThat(Failure.of(new StackOverflowError())).isEqualTo(Failure.OURS);
    assertThat(Failure.of(new NoClassDefFoundError("gone"))).isEqualTo(Failure.OURS);
  }

  @Test
  void describe_withoutTheData() {
    SQLException refused = new SQLException("row (1, 'x')", "22021");

    assertThat(Failure.describe(new PersistenceException(refused))).isEqualTo("SQLSTATE 22021");
    assertThat(Failure.describe(new PersistenceException(new IllegalStateException("no luck"))))
        .isEqualTo("java.lang.IllegalStateException: no luck");
  }

  private static Failure of(Exception cause) {
    return Failure.of(new PersistenceException("It failed.", cause));
  }
}
