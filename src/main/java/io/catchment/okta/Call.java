package io.catchment.okta;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A request to Okta's API.
 *
 * @param body what is sent with it; empty for none
 * @param secrets the secrets in the body, which no message may quote
 * @param isRepeatable whether to send it twice does no more than to send it once
 * @param isUnhurried whether its answer may take several times as long as others: nothing smaller
 *     can be asked for
 */
record Call(
    Bucket bucket,
    String method,
    URI uri,
    Optional<Body> body,
    Set<String> secrets,
    boolean isRepeatable,
    boolean isUnhurried) {

  /** Text and its media type. */
  record Body(String type, byte[] bytes) {
    static Body json(String json) {
      return new Body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static Body form(String form) {
      return new Body(
          "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
    }
  }

  static Call get(Bucket bucket, URI uri) {
    return new Call(bucket, "GET", uri, Optional.empty(), Set.of(), true, false);
  }

  /** The same, whose answer may take several times as long. */
  static Call getUnhurried(Bucket bucket, URI uri) {
    return new Call(bucket, "GET", uri, Optional.empty(), Set.of(), true, true);
  }

  static Call delete(Bucket bucket, URI uri) {
    return new Call(bucket, "DELETE", uri, Optional.empty(), Set.of(), true, false);
  }

  /** A change that is the same change when it comes twice. */
  static Call repeatable(Bucket bucket, String method, URI uri, Body body, Set<String> secrets) {
    return new Call(bucket, method, uri, Optional.of(body), secrets, true, false);
  }

  /** A change that must not come twice. */
  static Call once(Bucket bucket, String method, URI uri, Body body, Set<String> secrets) {
    return new Call(bucket, method, uri, Optional.of(body), secrets, false, false);
  }
}
