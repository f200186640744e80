package io.catchment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.ApiApplication;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever changes something is in the audit trail. */
class AuditedTest {

  static Stream<Method> changes() {
    return new ApiApplication()
        .getClasses().stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(AuditedTest::changes);
  }

  private static boolean changes(Method method) {
    return Stream.of(POST.class, PUT.class, DELETE.class, PATCH.class)
        .anyMatch(method::isAnnotationPresent);
  }

  @Test
  void changes_areKnown() {
    assertThat(changes()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_isAudited(Method change) {
    assertThat(change.isAnnotationPresent(Audited.class)).as(change.toString()).isTrue();
    assertThat(change.getAnnotation(Audited.class).value()).matches("[a-z]+( [a-z]+)+");
  }

  @Test
  void filter_isRegistered() {
    assertThat(new ApiApplication().getClasses()).contains(AuditFilter.class);
  }

  @Test
  void filledIn_parameters_areInPlaceOfTheirNames() {
    MultivaluedMap<String, String> path = new MultivaluedHashMap<>();
    path.put("org", List.of("acme"));
    path.put("run", List.of("{org}"));

    assertThat(AuditFilter.filledIn("hook of {org}", path)).isEqualTo("hook of acme");
    assertThat(AuditFilter.filledIn("", path)).isEmpty();
  }
}
