package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.audit.AuditNote;
import io.catchment.okta.EventTypes;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.okta.OrgAccess;
import io.catchment.okta.TestOrg;
import io.catchment.platform.OrgSettings;
import io.catchment.store.Leases;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered when another node has taken over, and what the audit trail has of a wish. */
class RegistrationResourceTest {

  private static final URI API = URI.create("https://acme.okta.example");
  private static final String WISH =
      "{\"uri\":\"https://in.example/catchment/hooks/acme\",\"events\":[\"user.session.start\"]}";

  private final TestOrg api = new TestOrg(new JerseyClientBuilder(), API);
  private final RegistrationResource resource = new RegistrationResource();
  private final HeardNote note = new HeardNote();

  @BeforeEach
  void wire() {
    resource.access = new Access();
    resource.keeper = new LostTurn();
    resource.turns = new HookTurns();
    resource.turns.leases = new FreeLeases();
    resource.catalogue = new EventTypes();
    resource.note = note;
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void register_turnIsLost_isToBeTriedAgain() {
    assertIsToBeTriedAgain(() -> resource.register("acme", WISH));
  }

  @Test
  void remove_turnIsLost_isToBeTriedAgain() {
    assertIsToBeTriedAgain(() -> resource.remove("acme"));
  }

  @Test
  void register_hook_isToldToTheAuditTrail() throws Exception {
    resource.keeper =
        new HookKeeper() {
          @Override
          HookEntity ensure(OrgSettings org, OktaClient client, Wanted wanted) {
            return new HookEntity(org.alias());
          }
        };

    resource.register("acme", WISH);

    assertThat(note.heard)
        .isEqualTo("https://in.example/catchment/hooks/acme, 1 event types, name Catchment acme");
  }

  private static void assertIsToBeTriedAgain(ThrowingCallable request) {
    Response answer = catchThrowableOfType(WebApplicationException.class, request).getResponse();

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("10");
  }

  private final class Access extends OrgAccess {
    @Override
    public OrgSettings requireOrg(String alias) {
      return Orgs.acme(API);
    }

    @Override
    public OktaClient requireClient(String alias) {
      return api.client();
    }
  }

  private static final class LostTurn extends HookKeeper {
    @Override
    HookEntity ensure(OrgSettings org, OktaClient client, Wanted wanted)
        throws OktaTakenOverException {
      throw new OktaTakenOverException(org.alias());
    }

    @Override
    boolean remove(OrgSettings org, OktaClient client) throws OktaTakenOverException {
      throw new OktaTakenOverException(org.alias());
    }
  }

  private static final class HeardNote extends AuditNote {
    private String heard;

    @Override
    public void detail(String sentence) {
      heard = sentence;
    }
  }

  private static final class FreeLeases extends Leases {
    @Override
    public boolean take(String name, Duration time) {
      return true;
    }

    @Override
    public void giveBack(String name) {}
  }
}
