package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.platform.GivenSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final ReceiveMetrics metrics =
      new ReceiveMetrics(new PrometheusRegistry(), new GivenSettings().settings());
  private final Deadline deadline = new Deadline();
  private final List<Integer> answers = new ArrayList<>();

  @Test
  void sweep_lateBehindOneThatIsNot_isAnswered() {
    Call young = call(Duration.ofMillis(100));
    Call late = call(Duration.ofSeconds(3));
    deadline.watch(young);
    deadline.watch(late);

    deadline.sweep();
    deadline.sweep();

    assertThat(answers).containsExactly(503);
    assertThat(late.isAnswered()).isTrue();
    assertThat(young.isAnswered()).isFalse();
  }

  @Test
  void sweep_answered_isNotAnsweredAgain() {
    Call late = call(Duration.ofSeconds(3));
    deadline.watch(late);
    late.answer(Receipt.success(Answer.QUEUED));

    deadline.sweep();

    assertThat(answers).containsExactly(204);
  }

  private Call call(Duration age) {
    return new Call("acme", System.nanoTime() - age.toNanos(), response(), metrics);
  }

  /** Keeps the status that it is resumed with. */
  private AsyncResponse response() {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            AsyncResponse.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (proxy, method, arguments) ->
                method.getName().equals("resume")
                    && answers.add(((Response) arguments[0]).getStatus()));
  }
}
