package io.catchment.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test sets of an org; for everything else it has no wish. */
public final class GivenOrg {

  private final String alias;
  private Secrets secrets = () -> List.of("s3cret");
  private Map<String, Secrets> requiredHeaders = Map.of();
  private boolean allowOkta;
  private Optional<ApiSettings> api = Optional.empty();
  private ReconcileScope reconcile = ReconcileScope.HOOK;

  public GivenOrg(String alias) {
    this.alias = alias;
  }

  public GivenOrg secrets(Secrets accepted) {
    secrets = accepted;
    return this;
  }

  public GivenOrg requiredHeaders(Map<String, Secrets> headers) {
    requiredHeaders = headers;
    return this;
  }

  public GivenOrg allowOkta(boolean allow) {
    allowOkta = allow;
    return this;
  }

  public GivenOrg api(ApiSettings way) {
    api = Optional.of(way);
    return this;
  }

  public GivenOrg reconcile(ReconcileScope scope) {
    reconcile = scope;
    return this;
  }

  public OrgSettings settings() {
    return new OrgSettings(
        alias,
        Optional.empty(),
        "Authorization",
        secrets,
        requiredHeaders,
        AddressRanges.NONE,
        allowOkta,
        true,
        api,
        reconcile);
  }
}
