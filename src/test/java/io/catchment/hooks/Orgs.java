package io.catchment.hooks;

import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiSettings;
import io.catchment.platform.GivenOrg;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The org {@code acme}, as tests want it. */
final class Orgs {

  private Orgs() {}

  static OrgSettings acme(URI api, Secrets secrets, Map<String, Secrets> requiredHeaders) {
    return new GivenOrg("acme")
        .secrets(secrets)
        .requiredHeaders(requiredHeaders)
        .api(new ApiSettings(api, new ApiToken(() -> List.of("t0ken"))))
        .settings();
  }

  static OrgSettings acme(URI api) {
    return acme(api, () -> List.of("s3cret"), Map.of());
  }
}
