package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.Sending;
import io.catchment.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * Two orgs, each with an Okta of its own, and the suites of what holds between them and Catchment:
 * nested inside, these share the Oktas, as they share the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OktaOrgs {

  static final String ORG = "synced";
  static final String TOKEN = "pretend-token-of-the-test";

  /** An org that knows us by a key. It has an Okta of its own: two orgs have no log in common. */
  static final String SIGNED = "signed";

  static final ServiceApplication APPLICATION = ServiceApplication.make("0oaCatchment");
  static final Duration GRACE = Duration.ofSeconds(5);
  static final Duration WINDOW = Duration.ofSeconds(5);

  private static final int PORT_OFFSET = 9;
  private static final int SIGNED_PORT_OFFSET = 10;

  /** Requests that the org has in a window of five seconds, and the half that is for us. */
  private static final int LIMIT = 40;

  final ServerSuite suite;
  final PretendOkta pretend;
  final PretendOkta signed;
  final PretendEvents events = new PretendEvents(7);

  OktaOrgs(ServerSuite suite) {
    this.suite = suite;
    this.pretend = new PretendOkta(suite.port + PORT_OFFSET, Clock.systemUTC());
    this.signed = new PretendOkta(suite.port + SIGNED_PORT_OFFSET, Clock.systemUTC());
  }

  /** What a server needs of settings for these suites, besides those that it has. */
  static void configure(Server server, Path folder, int port) throws IOException {
    Path secrets = Files.writeString(secrets(folder), Okta.SECRET + "\n");
    String prefix = "catchment.org." + ORG;
    configureSigned(server, folder, port);
    server
        .withMore("catchment.orgs", ORG + ", " + SIGNED)
        .with(prefix + ".url", "http://127.0.0.1:" + (port + PORT_OFFSET))
        .with(prefix + ".api-token", TOKEN)
        .with(prefix + ".secrets-file", secrets.toString())
        .with("catchment.lease", "PT15S")
        .with("catchment.reconcile.interval", "PT1S")
        .with("catchment.reconcile.grace", GRACE.toString());
  }

  private static void configureSigned(Server server, Path folder, int port) throws IOException {
    String prefix = "catchment.org." + SIGNED;
    Path key = APPLICATION.writeKey(folder.resolve(SIGNED + ".pem"));
    server
        .with(prefix + ".url", "http://127.0.0.1:" + (port + SIGNED_PORT_OFFSET))
        .with(prefix + ".client-id", APPLICATION.clientId())
        .with(prefix + ".private-key-file", key.toString())
        .with(prefix + ".secrets", Okta.SECRET);
  }

  static Path secrets(Path folder) {
    return folder.resolve(ORG + ".secrets");
  }

  @BeforeAll
  void startOkta() {
    pretend.start();
    signed.start();
    letUsIn();
  }

  @AfterAll
  void stopOkta() {
    pretend.close();
    signed.close();
  }

  @BeforeEach
  void limit() {
    pretend.rateLimit(Bucket.LOGS).allow(LIMIT, WINDOW);
    pretend.rateLimit(Bucket.HOOKS).allow(LIMIT, WINDOW);
    pretend.sender().send(Sending.FAITHFUL);
  }

  @AfterEach
  void neverOverTheLimit() {
    for (Bucket bucket : List.of(Bucket.LOGS, Bucket.HOOKS)) {
      assertThat(pretend.rateLimit(bucket).refused()).isZero();
    }
    pretend.faults().clear();
  }

  void letUsIn() {
    pretend.tokens().accept(TOKEN);
    signed.tokens().register(APPLICATION.clientId(), APPLICATION.publicKey());
  }

  /** An application with another key is as good as unknown. */
  void keepUsOut() {
    pretend.tokens().revoke(TOKEN);
    PublicKey other = ServiceApplication.make(APPLICATION.clientId()).publicKey();
    signed.tokens().register(APPLICATION.clientId(), other);
    signed.tokens().revokeAccessTokens();
  }

  @Nested
  class Hook extends OktaHookSuite {
    Hook() {
      super(OktaOrgs.this);
    }
  }

  @Nested
  class Log extends OktaLogSuite {
    Log() {
      super(OktaOrgs.this);
    }
  }

  @Nested
  class Ranges extends OktaRangesSuite {
    Ranges() {
      super(OktaOrgs.this);
    }
  }

  @Nested
  class Described extends DescriptionSuite {
    Described() {
      super(OktaOrgs.this);
    }
  }

  @Nested
  class Looked extends OktaPageSuite {
    Looked() {
      super(OktaOrgs.this);
    }
  }
}
