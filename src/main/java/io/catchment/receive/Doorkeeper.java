package io.catchment.receive;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Secrets;
import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells who may call a hook, for whoever has to know: the filters, and who reads the body. */
@ApplicationScoped
class Doorkeeper {

  private static final Logger LOG = System.getLogger(Doorkeeper.class.getName());

  /** Compared with for an org that does not exist; nobody knows it, we neither. */
  private static final List<String> NOBODYS = List.of(UUID.randomUUID().toString());

  private static final Receipt REFUSAL =
      new Receipt(
          Answer.UNAUTHORIZED, "The hook's secret is missing or wrong, or there is no such hook.");

  @Inject Settings settings;
  @Inject OktaRanges oktaRanges;

  /** The answer for an address that may not call this hook; empty if it may. */
  Optional<Receipt> findRefusalByAddress(String org, HttpServletRequest request) {
    String sender = senderOf(request);
    if (settings.findOrg(org).map(found -> allows(found, sender)).orElse(true)) {
      return Optional.empty();
    }
    LOG.log(Level.DEBUG, "Refused a call from {0}: the address is not allowed", sender);
    return Optional.of(new Receipt(Answer.ADDRESS_REFUSED, "This address may not call the hook."));
  }

  private boolean allows(OrgSettings org, String sender) {
    boolean anyMay = org.allow().isEmpty() && !org.allowOkta();
    return anyMay || org.allow().contains(sender) || (org.allowOkta() && oktaRanges.allow(sender));
  }

  /** The address of who sent it, through proxies that are trusted. */
  String senderOf(HttpServletRequest request) {
    return SenderAddress.find(
        request.getRemoteAddr(),
        Collections.list(request.getHeaders("Forwarded")),
        Collections.list(request.getHeaders("X-Forwarded-For")),
        settings.trustedProxies());
  }

  /** The answer for who does not know the secret; empty for who does. */
  Optional<Receipt> findRefusalBySecret(String name, HttpServletRequest request) {
    Optional<OrgSettings> org = settings.findOrg(name);
    if (org.isPresent() && isOpenVerification(request, org.get())) {
      return Optional.empty();
    }
    String header = org.map(OrgSettings::header).orElse(HttpHeaders.AUTHORIZATION);
    Secrets secrets = org.map(OrgSettings::secrets).orElse(() -> NOBODYS);
    boolean known = secrets.accepts(onlyValue(request, header));
    if (known && hasRequiredHeaders(request, org)) {
      return Optional.empty();
    }
    LOG.log(Level.DEBUG, "Refused a call from {0}: no or wrong secret", senderOf(request));
    return Optional.of(REFUSAL);
  }

  private static boolean isOpenVerification(HttpServletRequest request, OrgSettings org) {
    return request.getMethod().equals(HttpMethod.GET) && !org.secretOnVerification();
  }

  private static boolean hasRequiredHeaders(HttpServletRequest request, Optional<OrgSettings> org) {
    Map<String, Secrets> required = org.map(OrgSettings::requiredHeaders).orElse(Map.of());
    return required.entrySet().stream()
        .allMatch(h -> h.getValue().accepts(onlyValue(request, h.getKey())));
  }

  /** Null if the header is missing, or there more than once: then we would have to guess. */
  private static String onlyValue(HttpServletRequest request, String header) {
    List<String> values = Collections.list(request.getHeaders(header));
    return values.size() == 1 ? values.get(0) : null;
  }
}
