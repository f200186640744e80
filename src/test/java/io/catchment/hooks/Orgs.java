package io.catchment.hooks;

import io.catchment.platform.AddressRanges;
import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiSettings;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.ReconcileScope;
import io.catchment.platform.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The org {@code acme}, as tests want it. */
final class Orgs {

  private Orgs() {}

  static OrgSettings acme(URI api, Secrets secrets, Map<String, Secrets> requiredHeaders) {
    return new OrgSettings(
        "acme",
        Optional.empty(),
        "Authorization",
        secrets,
        requiredHeaders,
        AddressRanges.NONE,
        false,
        true,
        Optional.of(new ApiSettings(api, new ApiToken(() -> List.of("t0ken")))),
        ReconcileScope.HOOK);
  }

  static OrgSettings acme(URI api) {
    return acme(api, () -> List.of("s3cret"), Map.of());
  }
}
