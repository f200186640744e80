package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.store.StoredDeliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnderwayTest {

  private static final String ORG = "acme";

  private final SetClock clock = new SetClock();
  private final KnownDeliveries stored = new KnownDeliveries();
  private final Underway underway = new Underway();

  @BeforeEach
  void wire() {
    underway.clock = clock;
    underway.stored = stored;
    underway.writers = new PlainWriters();
  }

  @Test
  void awaitRoom_fewerThanMost_asksNobody() throws Exception {
    underway.stored = null;
    send(Underway.MOST - 1);

    assertThat(underway.awaitRoom(ORG, () -> true)).isTrue();
  }

  @Test
  void awaitRoom_full_waitsUntilOneIsStored() throws Exception {
    List<UUID> pages = send(Underway.MOST);
    AtomicInteger looks = new AtomicInteger();

    boolean room =
        underway.awaitRoom(
            ORG,
            () -> {
              if (looks.incrementAndGet() == 3) {
                stored.ids.add(pages.get(5));
              }
              return true;
            });

    assertThat(room).isTrue();
    assertThat(looks).hasValue(3);
    send(1);
    assertThat(underway.awaitRoom(ORG, upTo(2))).isFalse();
  }

  @Test
  void awaitRoom_fullOfAnotherOrg_doesNotWait() throws Exception {
    send(Underway.MOST);

    assertThat(underway.awaitRoom("other", () -> true)).isTrue();
  }

  @Test
  void awaitRoom_notToBeReadOn_endsWithoutRoom() throws Exception {
    send(Underway.MOST);

    assertThat(underway.awaitRoom(ORG, upTo(2))).isFalse();
    assertThat(underway.awaitRoom("other", () -> false)).isFalse();
  }

  @Test
  void awaitRoom_nothingMoves_saysSo() {
    send(Underway.MOST);

    assertThatExceptionOfType(PagesWaitingException.class)
        .isThrownBy(
            () ->
                underway.awaitRoom(
                    ORG,
                    () -> {
                      clock.advance(Underway.PATIENCE);
                      return true;
                    }))
        .withMessageContaining("8 pages");
  }

  @Test
  void awaitRoom_databaseAway_fails() {
    send(Underway.MOST);
    IllegalStateException away = new IllegalStateException("away");
    underway.stored =
        new StoredDeliveries() {
          @Override
          public Set<UUID> among(Collection<UUID> ids) {
            throw away;
          }
        };

    assertThatThrownBy(() -> underway.awaitRoom(ORG, () -> true)).isSameAs(away);
  }

  @Test
  void awaitRoom_pagesThatNobodyHasAnyMore_countNotForEver() throws Exception {
    send(Underway.MOST);

    clock.advance(Underway.LONGEST.plus(Duration.ofMillis(1)));

    assertThat(underway.awaitRoom(ORG, () -> true)).isTrue();
  }

  private static Callable<Boolean> upTo(int looks) {
    AtomicInteger left = new AtomicInteger(looks);
    return () -> left.getAndDecrement() > 0;
  }

  private List<UUID> send(int pages) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      UUID id = UUID.randomUUID();
      underway.add(ORG, id);
      ids.add(id);
    }
    return ids;
  }
}
