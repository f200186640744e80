package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.transaction.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentTest {

  private final Commitment commitment = new Commitment();

  @Test
  void require_afterACommit_returns() {
    commitment.afterCompletion(Status.STATUS_COMMITTED);

    assertThatCode(commitment::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {Status.STATUS_ROLLEDBACK, Status.STATUS_UNKNOWN})
  void require_afterAnyOtherEnd_fails(int outcome) {
    commitment.afterCompletion(outcome);

    assertThatThrownBy(commitment::require).isInstanceOf(JMSException.class);
  }

  @Test
  void require_beforeTheEnd_fails() {
    assertThatThrownBy(commitment::require).isInstanceOf(JMSException.class);
  }
}
