package io.catchment.okta;

import io.catchment.platform.ApiCredentials;
import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiCredentials.ServiceApplication;
import io.catchment.platform.ApiSettings;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The clients of the orgs that we have API access to, one for each, as long as the application
 * runs. Nobody is asked before the first call.
 */
@ApplicationScoped
public class OktaClients {

  @Inject Settings settings;
  @Inject Clock clock;
  @Inject OktaMetrics metrics;

  private final Map<String, OktaClient> clients = new HashMap<>();
  private Transport transport;

  @PostConstruct
  void open() {
    openWith(
        new Transport(
            ClientBuilder.newBuilder(), Transport.MAX_ANSWER, Transport.LONGEST_EXCHANGE));
  }

  void openWith(Transport opened) {
    transport = opened;
    for (OrgSettings org : settings.orgs().values()) {
      org.api().ifPresent(api -> clients.put(org.alias(), client(org, api)));
    }
  }

  private OktaClient client(OrgSettings org, ApiSettings api) {
    Failures failures = new Failures(org);
    double share = settings.reconcile().rateShare();
    Exchange exchange = new Exchange(org.alias(), transport, failures, share, clock, metrics);
    metrics.watch(org.alias(), exchange::headRooms);
    Authorization authorization = authorization(org.alias(), api, exchange, failures);
    return new OktaClient(api.base(), exchange, authorization, failures);
  }

  private Authorization authorization(
      String org, ApiSettings api, Exchange exchange, Failures failures) {
    ApiCredentials credentials = api.credentials();
    URI base = api.base();
    if (credentials instanceof ServiceApplication application) {
      return new AccessTokens(org, base, application, exchange, failures, clock);
    }
    return new TokenAuthorization(org, (ApiToken) credentials);
  }

  /** The client of the org with this alias; empty if we have no API access to it. */
  public Optional<OktaClient> findFor(String org) {
    return Optional.ofNullable(clients.get(org));
  }

  @PreDestroy
  void close() {
    transport.close();
  }
}
