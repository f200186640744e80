package io.catchment.pretend;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call: API tokens, and service apps that get access tokens by their private key. Nobody
 * until one of them is made known. Safe for many threads.
 */
public final class Tokens {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int TOKEN_BYTES = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> apiTokens = new HashSet<>();
  private final Map<String, PublicKey> clients = new HashMap<>();
  private final Map<String, Grant> accessTokens = new HashMap<>();
  private final Set<String> usedAssertions = new HashSet<>();
  private Duration lifetime = HOUR;

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /** Takes an API token, sent as {@code SSWS}, from now on. */
  public synchronized void accept(String apiToken) {
    apiTokens.add(apiToken);
  }

  /** Takes {@link #accept} back. */
  public synchronized void revoke(String apiToken) {
    apiTokens.remove(apiToken);
  }

  /** Makes a service app known, or gives it another key. */
  public synchronized void register(String clientId, PublicKey key) {
    clients.put(clientId, key);
  }

  /** How long access tokens are good that are issued from now on; one hour if nobody says. */
  public synchronized void setLifetime(Duration time) {
    lifetime = time;
  }

  /** Takes back every access token; clients learn it by a 401. */
  public synchronized void revokeAccessTokens() {
    accessTokens.clear();
  }

  /** How many access tokens are good now. */
  public synchronized int accessTokens() {
    Instant now = clock.instant();
    return (int) accessTokens.values().stream().filter(g -> g.isGoodAt(now)).count();
  }

  synchronized Optional<PublicKey> findKey(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  /** Whether the assertion with this id comes for the first time. */
  synchronized boolean isFirstUse(String assertionId) {
    return usedAssertions.add(assertionId);
  }

  synchronized Duration lifetime() {
    return lifetime;
  }

  synchronized String issue(Set<Scope> scopes) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    accessTokens.put(token, new Grant(Set.copyOf(scopes), clock.instant().plus(lifetime)));
    return token;
  }

  /**
   * Lets a request pass that may do this.
   *
   * @throws OktaException if its token is not known, or does not permit it
   */
  synchronized void require(String authorization, Scope scope) {
    String given = authorization == null ? "" : authorization;
    if (given.startsWith("SSWS ") && apiTokens.contains(given.substring(5).strip())) {
      return;
    }
    Grant grant = given.startsWith("Bearer ") ? accessTokens.get(given.substring(7).strip()) : null;
    if (grant == null || !grant.isGoodAt(clock.instant())) {
      throw OktaException.badToken();
    }
    if (!scope.isIn(grant.scopes())) {
      throw OktaException.notAllowed();
    }
  }

  private record Grant(Set<Scope> scopes, Instant end) {
    boolean isGoodAt(Instant now) {
      return now.isBefore(end);
    }
  }
}
