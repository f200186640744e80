package io.catchment.okta;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Problem;
import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;

/** Finds what a resource needs of an org, or answers why there is none. */
@ApplicationScoped
public class OrgAccess {

  private static final String NO_ACCESS =
      "Catchment has no access to this org's API; set catchment.org.%1$s.domain, and either"
          + " catchment.org.%1$s.api-token-file or catchment.org.%1$s.client-id with"
          + " catchment.org.%1$s.private-key-file.";

  /** Somebody waits for the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Settings settings;
  @Inject OktaClients clients;
  @Inject Clock clock;

  /**
   * The org with this alias.
   *
   * @throws WebApplicationException 404 if none is configured
   */
  public OrgSettings requireOrg(String alias) {
    return settings
        .findOrg(alias)
        .orElseThrow(() -> refusal(404, "No org has this alias; catchment.orgs names them."));
  }

  /**
   * The way to the org's API.
   *
   * @throws WebApplicationException 404 if there is no such org, 409 if it has no API access
   */
  public OktaClient requireClient(String alias) {
    requireOrg(alias);
    return clients
        .findFor(alias)
        .map(client -> client.withPatience(PATIENCE))
        .orElseThrow(() -> refusal(409, NO_ACCESS.formatted(alias)));
  }

  /**
   * An answer that says what Okta said, which never holds a secret, or when to come again.
   *
   * @param outcome what that means for what was asked for, as further sentences; may be empty
   */
  public WebApplicationException passedOn(OktaException failure, String outcome) {
    String detail = failure.getMessage() + outcome;
    if (failure instanceof OktaBusyException busy) {
      long seconds = Duration.between(clock.instant(), busy.againAt()).toSeconds();
      return new WebApplicationException(
          Problem.of(503, detail)
              .response()
              .header(HttpHeaders.RETRY_AFTER, Math.max(0, seconds) + 1)
              .build());
    }
    return refusal(502, detail);
  }

  /** An answer that ends the request. */
  public static WebApplicationException refusal(int status, String detail) {
    return Problem.refusal(status, detail);
  }
}
