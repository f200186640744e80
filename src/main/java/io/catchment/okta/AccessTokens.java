package io.catchment.okta;

import com.nimbusds.jwt.JWTClaimsSet;
import io.catchment.platform.ApiCredentials.ServiceApplication;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Access tokens by OAuth 2.0 client credentials, with an assertion that our private key signs (RFC
 * 7523). One token is used until it nears its end, or Okta does not accept it. Safe for many
 * threads; one fetches, the others wait.
 */
final class AccessTokens implements Authorization {

  private static final int UNAUTHORIZED = 401;
  private static final Logger LOG = System.getLogger(AccessTokens.class.getName());
  private static final String SCOPES = "okta.logs.read okta.eventHooks.manage";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

  /** A token is renewed so long before its end, or after three quarters of a short life. */
  private static final Duration EARLY = Duration.ofMinutes(1);

  /** A clock that is wrong by more may be why Okta did not take an assertion. */
  private static final Duration NOTABLE_OFFSET = Duration.ofSeconds(30);

  private final String org;
  private final URI endpoint;
  private final ServiceApplication application;
  private final Exchange exchange;
  private final Failures failures;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<String> header = new AtomicReference<>();
  private long renewAtNanos;
  private String keyText = "";
  private SigningKey key;
  private Call asked;

  AccessTokens(
      String org,
      URI base,
      ServiceApplication application,
      Exchange exchange,
      Failures failures,
      Clock clock) {
    this.org = org;
    this.endpoint = URI.create(base + "/oauth2/v1/token");
    this.application = application;
    this.exchange = exchange;
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public String value(Patience patience) throws OktaException, InterruptedException {
    if (!lock.tryLock(patience.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new OktaUnavailableException(
          "The access token of org " + org + " did not come in time.");
    }
    try {
      String value = header.get();
      return value == null || renewAtNanos - System.nanoTime() <= 0 ? fetch(patience) : value;
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing if another thread has a new one already. */
  @Override
  public boolean discard(String refused) {
    header.updateAndGet(value -> refused.equals(value) ? null : value);
    return true;
  }

  private String fetch(Patience patience) throws OktaException, InterruptedException {
    header.set(null);
    Duration offset = exchange.clockOffset();
    Answer answer = ask(Call::once, patience);
    if (!answer.isSuccess() && differs(offset, exchange.clockOffset())) {
      answer = ask(Call::once, patience);
    }
    if (answer.status() == UNAUTHORIZED && answer.body().length == 0) {
      // On Payara, where a request that must not come twice is streamed, the answer loses its
      // words, which say what is wrong.
      answer = ask(Call::repeatable, patience);
    }
    if (!answer.isSuccess()) {
      throw failures.ofTokenRequest(answer, asked);
    }
    return take(JsonBytes.findObject(answer.body()).orElseThrow(this::noToken));
  }

  /** Okta takes no assertion a second time, also if its answer to the first was lost. */
  private Answer ask(Kind kind, Patience patience) throws OktaException, InterruptedException {
    return exchange.sendAnew(
        () -> {
          asked = request(kind, exchange.clockOffset());
          return asked;
        },
        patience);
  }

  /** Makes a call, of one kind or the other. */
  @FunctionalInterface
  private interface Kind {
    Call of(Bucket bucket, String method, URI uri, Call.Body body, Set<String> secrets);
  }

  private static boolean differs(Duration a, Duration b) {
    return a.minus(b).abs().compareTo(NOTABLE_OFFSET) > 0;
  }

  private Call request(Kind kind, Duration clockOffset) throws OktaRefusedException {
    String assertion = assertion(clock.instant().plus(clockOffset).plus(ASSERTION_LIFE));
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(SCOPES, StandardCharsets.UTF_8)
            + "&client_assertion_type="
            + URLEncoder.encode(ASSERTION_TYPE, StandardCharsets.UTF_8)
            + "&client_assertion="
            + assertion;
    return kind.of(Bucket.TOKEN, "POST", endpoint, Call.Body.form(form), Set.of(assertion));
  }

  /** Without the time of issue, which is optional and would have to be right. */
  private String assertion(Instant end) throws OktaRefusedException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(application.clientId())
            .subject(application.clientId())
            .audience(endpoint.toString())
            .expirationTime(Date.from(end))
            .jwtID(UUID.randomUUID().toString())
            .build();
    try {
      return key().sign(claims);
    } catch (GeneralSecurityException e) {
      throw new OktaRefusedException(
          "The private key of org " + org + " cannot be used: " + e.getMessage() + ".");
    }
  }

  /** A file that is being written, or has become unusable, leaves the key in force. */
  private SigningKey key() throws GeneralSecurityException {
    String text = String.join("\n", application.privateKey().current());
    if (text.equals(keyText)) {
      return key;
    }
    try {
      key = SigningKey.read(text);
      keyText = text;
    } catch (GeneralSecurityException e) {
      if (key == null) {
        throw e;
      }
      LOG.log(
          Level.WARNING,
          "The last private key of org {0} stays in force, the new one cannot be used: {1}",
          org,
          e.getMessage());
    }
    return key;
  }

  private String take(JsonObject answer) throws OktaMalformedException {
    if (!(answer.get("access_token") instanceof JsonString token)
        || !token.getString().matches("[\\x21-\\x7e]+")
        || !(answer.get("expires_in") instanceof JsonNumber seconds)) {
      throw noToken();
    }
    Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds.longValue(), 86_400)));
    Duration early = life.dividedBy(4).compareTo(EARLY) < 0 ? life.dividedBy(4) : EARLY;
    String value = "Bearer " + token.getString();
    renewAtNanos = System.nanoTime() + life.minus(early).toNanos();
    header.set(value);
    return value;
  }

  private OktaMalformedException noToken() {
    return failures.malformed("to a request for an access token holds none");
  }
}
