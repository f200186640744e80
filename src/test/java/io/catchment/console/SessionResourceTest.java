package io.catchment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.audit.AuditNote;
import io.catchment.platform.Access;
import io.catchment.platform.Caller;
import io.catchment.platform.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit trail is told of who signs in and out. */
class SessionResourceTest {

  private final HeardNote note = new HeardNote();
  private final Users users = new Users();
  private final SessionResource resource = new SessionResource();

  @BeforeEach
  void wire() {
    resource.access = users;
    resource.note = note;
  }

  @Test
  void signIn_user_isWrittenUnderTheNameThatTheServerKnows() {
    users.known = Optional.of(new Caller("ann", Set.of(Role.VIEWER)));

    resource.signIn(form("ANN"), request());

    assertThat(note.who).isEqualTo("ann");
  }

  @Test
  void signIn_nobody_isWrittenUnderTheNameThatWasSent() {
    assertThatThrownBy(() -> resource.signIn(form("mallory"), request()))
        .isInstanceOf(WebApplicationException.class);

    assertThat(note.who).isEqualTo("mallory");
  }

  @Test
  void signOut_session_isWritten() {
    users.signedIn = true;

    assertThat(resource.signOut(request()).getStatus()).isEqualTo(204);
    assertThat(note.skipped).isFalse();
  }

  @Test
  void signOut_withoutASession_isNotWritten() {
    assertThat(resource.signOut(request()).getStatus()).isEqualTo(204);
    assertThat(note.skipped).isTrue();
  }

  private static MultivaluedMap<String, String> form(String name) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    form.putSingle("name", name);
    form.putSingle("password", "secret");
    return form;
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, values) -> null);
  }

  private static final class Users extends Access {
    private Optional<Caller> known = Optional.empty();
    private boolean signedIn;

    @Override
    public Optional<Caller> signIn(HttpServletRequest request, String name, String password) {
      return known;
    }

    @Override
    public boolean signOut(HttpServletRequest request) {
      return signedIn;
    }
  }

  private static final class HeardNote extends AuditNote {
    private String who;
    private boolean skipped;

    @Override
    public void who(String name) {
      who = name;
    }

    @Override
    public void skip() {
      skipped = true;
    }
  }
}
