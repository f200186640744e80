package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.store.StoredEvent;
import io.catchment.store.StoredEvents;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventResourceTest {

  private final EventResource resource = new EventResource();
  private final Nothing nothing = new Nothing();

  @BeforeEach
  void inject() {
    resource.events = nothing;
  }

  @Test
  void show_orgThatIsConfiguredNoMore_isLookedFor() {
    assertThat(refusal("u1", "once-here")).isEqualTo(404);
    assertThat(nothing.asked).containsExactly("u1 of once-here");
  }

  @Test
  void show_whatTheDatabaseRefuses_isNotLookedFor() {
    assertThat(refusal("u1", "\0")).isEqualTo(400);
    assertThat(refusal("\0", null)).isEqualTo(404);
    assertThat(nothing.asked).isEmpty();
  }

  private int refusal(String uuid, String org) {
    return catchThrowableOfType(WebApplicationException.class, () -> resource.show(uuid, org))
        .getResponse()
        .getStatus();
  }

  /** Remembers what it was asked for. */
  private static final class Nothing extends StoredEvents {
    private final List<String> asked = new ArrayList<>();

    @Override
    public List<StoredEvent> find(String uuid, Optional<String> org) {
      asked.add(uuid + " of " + org.orElse("all"));
      return List.of();
    }
  }
}
