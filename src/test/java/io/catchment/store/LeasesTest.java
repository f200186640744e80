package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a node makes of the leases that the database has. */
class LeasesTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final Map<String, UUID> held = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean away;

  @Test
  void take_leaseOfAnotherNode_isRefusedUntilThatGivesItBack() throws Exception {
    Leases one = node();
    Leases two = node();

    assertThat(one.take("work", LONG)).isTrue();
    assertThat(two.take("work", LONG)).isFalse();
    assertThat(one.take("work", LONG)).isTrue();
    two.giveBack("work");
    assertThat(two.take("work", LONG)).isFalse();
    one.giveBack("work");

    assertThat(two.take("work", LONG)).isTrue();
  }

  @Test
  void keep_leaseThatIsFresh_asksNobody() throws Exception {
    Leases node = node();

    assertThat(node.keep("work", LONG)).isTrue();
    assertThat(node.keep("work", LONG)).isTrue();

    assertThat(asked).containsExactly("take work");
  }

  @Test
  void keep_leaseInItsSecondHalf_isExtended() throws Exception {
    Leases node = node();

    node.keep("work", Duration.ZERO);
    node.keep("work", LONG);

    assertThat(asked).containsExactly("take work", "take work");
  }

  @Test
  void keep_leaseOfAnotherNode_isRefused() throws Exception {
    node().take("work", LONG);

    assertThat(node().keep("work", LONG)).isFalse();
  }

  @Test
  void giveBack_whileTheDatabaseIsAway_isLeftToTheLeasesEnd() throws Exception {
    Leases node = node();
    node.take("work", LONG);
    away = true;

    assertThatCode(() -> node.giveBack("work")).doesNotThrowAnyException();

    assertThat(held).containsKey("work");
    assertThatThrownBy(() -> node.keep("work", LONG)).hasMessage("away");
  }

  private Leases node() {
    Leases node = new Leases();
    node.records = new KeptRecords();
    node.writers =
        new Writers() {
          @Override
          public <T> T write(Callable<T> transaction) throws Exception {
            return transaction.call();
          }
        };
    return node;
  }

  private final class KeptRecords extends LeaseRecords {
    @Override
    boolean take(String name, UUID holder, Duration time) {
      ask("take " + name);
      return held.computeIfAbsent(name, free -> holder).equals(holder);
    }

    @Override
    Void giveBack(String name, UUID holder) {
      ask("give back " + name);
      held.remove(name, holder);
      return null;
    }

    private void ask(String what) {
      if (away) {
        throw new IllegalStateException("away");
      }
      asked.add(what);
    }
  }
}
