package io.catchment.okta;

import io.catchment.platform.ApiCredentials;
import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiSettings;
import io.catchment.platform.GivenOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The clients of the org {@code acme}, made as the application makes them. */
public final class TestOrg implements AutoCloseable {

  public static final String TOKEN = "00t0ken-of-acme";
  static final String HOOK_SECRET = "h00k-secret-of-acme";

  final PrometheusRegistry registry = new PrometheusRegistry();
  private final OktaClients clients = new OktaClients();

  public TestOrg(ClientBuilder builder, URI base) {
    this(builder, base, Transport.MAX_ANSWER);
  }

  /** Whose answers are read up to so many bytes. */
  public TestOrg(ClientBuilder builder, URI base, int largestAnswer) {
    this(builder, base, largestAnswer, Transport.LONGEST_EXCHANGE);
  }

  TestOrg(ClientBuilder builder, URI base, ApiCredentials credentials, Clock clock) {
    this(builder, base, credentials, clock, Transport.MAX_ANSWER, Transport.LONGEST_EXCHANGE);
  }

  /** That waits no longer than this for the end of an answer. */
  public TestOrg(ClientBuilder builder, URI base, int largestAnswer, Duration longestExchange) {
    this(
        builder,
        base,
        new ApiToken(() -> List.of(TOKEN)),
        Clock.systemUTC(),
        largestAnswer,
        longestExchange);
  }

  private TestOrg(
      ClientBuilder builder,
      URI base,
      ApiCredentials credentials,
      Clock clock,
      int largestAnswer,
      Duration longestExchange) {
    clients.settings = settings(new ApiSettings(base, credentials));
    clients.clock = clock;
    clients.metrics = new OktaMetrics(registry);
    clients.openWith(new Transport(builder, largestAnswer, longestExchange));
  }

  private static Settings settings(ApiSettings api) {
    OrgSettings acme =
        new GivenOrg("acme")
            .secrets(() -> List.of(HOOK_SECRET))
            .requiredHeaders(Map.of("X-Stage", () -> List.of("stage-s3cret")))
            .api(api)
            .settings();
    return new GivenSettings().org(acme).settings();
  }

  public OktaClient client() {
    return clients.findFor("acme").orElseThrow();
  }

  OktaClients clients() {
    return clients;
  }

  @Override
  public void close() {
    clients.close();
  }
}
