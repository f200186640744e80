package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Server;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees who has not set Catchment up yet, or not rightly. */
class DeploymentIT {

  private static final Duration BOOT = Duration.ofMinutes(2);

  private Server server;

  @BeforeEach
  void prepare() throws IOException {
    Path folder = Build.file("it", "DeploymentIT");
    Server.clear(folder);
    server = Server.of("wildfly", folder, 18380, new Database.H2());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void deploy_withoutOrg_refusesEveryCallAndSaysWhatToSet() throws IOException {
    Okta okta = new Okta(server);

    server.start(Build.war());

    assertThat(okta.get("/catchment/health/live").statusCode()).isEqualTo(200);
    assertThat(okta.send(okta.delivery("acme").POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(401);
    assertThat(Files.readString(server.log()))
        .contains("No Okta org is configured", "Set catchment.orgs");
  }

  @Test
  void deploy_withWrongSettings_failsAndNamesThemAll() {
    server
        .with("catchment.orgs", "acme, Globex, third")
        .with("catchment.org.acme.secrets", Okta.SECRET)
        .with("catchment.org.acme.alow", "10.0.0.0/8")
        .with("catchment.org.third.allow", "everybody")
        .with("catchment.receive.max-body-size", "8M");

    server.startWithoutWaiting(Build.war());

    await()
        .atMost(BOOT)
        .untilAsserted(
            () ->
                assertThat(Files.readString(server.log()))
                    .contains(
                        "Catchment cannot start with these settings:",
                        "catchment.orgs has the name \"Globex\"",
                        "catchment.org.acme.alow is no setting of Catchment",
                        "catchment.org.third.allow has \"everybody\"",
                        "catchment.org.third.secrets is not set",
                        "catchment.receive.max-body-size must be a number of bytes")
                    .doesNotContain(Okta.SECRET));
  }
}
