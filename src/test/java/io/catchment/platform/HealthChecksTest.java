package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HealthChecks checks = new HealthChecks();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final AtomicBoolean hangs = new AtomicBoolean();
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();

  @BeforeEach
  void start() {
    checks.checks = injected(Check.of("broker", () -> {}), Check.of("database", this::look));
    checks.executor = server(threads);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void results_allIsWell_areUp() {
    assertThat(checks.results()).isEqualTo(Map.of("broker", true, "database", true));
  }

  @Test
  void results_oneHangs_isDownNotInterruptedAndNotBegunAgainBesideItself() {
    hangs.set(true);

    assertThat(checks.results()).isEqualTo(Map.of("broker", true, "database", false));
    assertThat(checks.results()).isEqualTo(Map.of("broker", true, "database", false));

    assertThat(looks).hasValue(1);
    assertThat(interrupted).isFalse();
    hangs.set(false);
    hanging.countDown();
    assertThat(checks.results()).isEqualTo(Map.of("broker", true, "database", true));
  }

  private void look() throws Exception {
    looks.incrementAndGet();
    if (hangs.get()) {
      try {
        hanging.await();
      } catch (InterruptedException e) {
        interrupted.set(true);
        throw e;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Instance<HealthCheck> injected(HealthCheck... all) {
    return (Instance<HealthCheck>)
        Proxy.newProxyInstance(
            Instance.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> Stream.of(all));
  }

  private static ManagedExecutorService server(ExecutorService threads) {
    return (ManagedExecutorService)
        Proxy.newProxyInstance(
            ManagedExecutorService.class.getClassLoader(),
            new Class<?>[] {ManagedExecutorService.class},
            (proxy, method, arguments) -> method.invoke(threads, arguments));
  }

  private interface Look {
    void now() throws Exception;
  }

  private record Check(String name, Look look) implements HealthCheck {
    static Check of(String name, Look look) {
      return new Check(name, look);
    }

    @Override
    public void check() throws Exception {
      look.now();
    }
  }
}
