package io.catchment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditFilterTest {

  private final List<AuditEntry> entries = new ArrayList<>();
  private final MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
  private final AuditFilter filter = new AuditFilter();
  private final AuditNote note = new AuditNote();
  private Optional<String> caller = Optional.of("ann");

  @BeforeEach
  void wire() {
    filter.note = note;
    filter.resource = proxy(ResourceInfo.class, (self, method, values) -> throwAway());
    filter.trail =
        new AuditTrail() {
          @Override
          void write(AuditEntry entry) {
            entries.add(entry);
          }
        };
    filter.trail.clock = new SetClock();
  }

  @Audited(value = "throw away", about = "thing {id}")
  Object throwAway() throws NoSuchMethodException {
    return AuditFilterTest.class.getDeclaredMethod("throwAway");
  }

  @Test
  void filter_success_saysWhoDidWhatToWhat() {
    path.putSingle("id", "17");
    path.putSingle("org", "acme");

    answer(204, null);

    assertThat(entries)
        .containsExactly(
            new AuditEntry(
                filter.trail.now(),
                "ann",
                "throw away",
                Optional.of("acme"),
                Optional.of("thing 17"),
                204,
                Optional.empty()));
  }

  @Test
  void filter_problem_saysWhy() {
    answer(409, "{\"detail\":\"It is too late.\",\"status\":409}");

    assertThat(entries.get(0).result()).isEqualTo(409);
    assertThat(entries.get(0).detail()).hasValue("It is too late.");
  }

  @Test
  void filter_answerThatIsNoProblem_saysNothingOfIt() {
    answer(500, "oops");
    answer(200, "{\"detail\":\"of the answer\"}");

    assertThat(entries).extracting(AuditEntry::detail).containsOnly(Optional.empty());
  }

  @Test
  void filter_whatTheMethodKnows_goesBefore() {
    caller = Optional.empty();
    note.who("vic");
    note.org("other");
    note.about("this");
    note.detail("So it was.");

    answer(401, "{\"detail\":\"wrong\"}");

    AuditEntry entry = entries.get(0);
    assertThat(entry.who()).isEqualTo("vic");
    assertThat(entry.org()).hasValue("other");
    assertThat(entry.about()).hasValue("this");
    assertThat(entry.detail()).hasValue("So it was.");
  }

  @Test
  void filter_skipped_isNotWrittenUnlessItIsKeptAfterAll() {
    note.skip();
    answer(200, null);
    assertThat(entries).isEmpty();

    note.keep();
    answer(200, null);
    assertThat(entries).hasSize(1);
  }

  private void answer(int status, Object entity) {
    filter.filter(
        proxy(ContainerRequestContext.class, (self, called, values) -> ofRequest(called.getName())),
        proxy(
            ContainerResponseContext.class,
            (self, called, values) -> called.getName().equals("getStatus") ? status : entity));
  }

  private Object ofRequest(String call) {
    Principal principal = caller.<Principal>map(name -> () -> name).orElse(null);
    return switch (call) {
      case "getUriInfo" -> proxy(UriInfo.class, (self, called, values) -> path);
      case "getSecurityContext" ->
          proxy(SecurityContext.class, (self, called, values) -> principal);
      default -> throw new UnsupportedOperationException(call);
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
