package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A JWT by which a client proves that it has the private key (RFC 7523), in the parts that matter
 * here. Only RS256.
 *
 * @param signed what the signature is for
 */
record ClientAssertion(JsonObject header, JsonObject claims, String signed, byte[] signature) {

  /** Okta takes none that is good for longer. */
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  /**
   * The assertion that the text says.
   *
   * @throws OauthException if it is none
   */
  static ClientAssertion parse(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw OauthException.badClient("The client_assertion is no JWT.");
    }
    byte[] signature = decode(parts[2]);
    String signed = parts[0] + "." + parts[1];
    return new ClientAssertion(object(parts[0]), object(parts[1]), signed, signature);
  }

  private static JsonObject object(String part) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(decode(part)))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw OauthException.badClient("The client_assertion is no JWT.");
    }
  }

  private static byte[] decode(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw OauthException.badClient("The client_assertion is no JWT.");
    }
  }

  String clientId() {
    return claims.getString("iss", "");
  }

  Optional<String> id() {
    return Optional.ofNullable(claims.getString("jti", null));
  }

  /**
   * Does nothing if the client has signed this, for this address, and not long ago.
   *
   * @throws OauthException if not
   */
  void check(PublicKey key, String address, Instant now) {
    require("RS256".equals(header.getString("alg", "")), "alg must be RS256");
    require(isSignedBy(key), "the signature does not belong to the client's key");
    require(clientId().equals(claims.getString("sub", null)), "iss and sub must be the client id");
    require(isFor(address), "aud must be " + address);
    require(claims.get("exp") instanceof JsonNumber, "exp must be there");
    Instant end = Instant.ofEpochSecond(claims.getJsonNumber("exp").longValue());
    require(end.isAfter(now), "exp is over");
    require(!end.isAfter(now.plus(LONGEST_LIFE)), "exp is more than an hour away");
  }

  private static void require(boolean met, String rule) {
    if (!met) {
      throw OauthException.badClient("The client_assertion is refused: " + rule + ".");
    }
  }

  private boolean isFor(String address) {
    JsonValue audience = claims.get("aud");
    return audience instanceof JsonString text
        ? text.getString().equals(address)
        : audience != null
            && audience.getValueType() == JsonValue.ValueType.ARRAY
            && audience.asJsonArray().contains(Json.createValue(address));
  }

  private boolean isSignedBy(PublicKey key) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(signed.getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
