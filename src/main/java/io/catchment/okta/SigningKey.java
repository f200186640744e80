package io.catchment.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;

/**
 * A private key of our application: RSA (RS256) or elliptic curve (ES256, ES384, ES512).
 *
 * <p>The failures that it throws have no cause, because that may quote the key.
 */
final class SigningKey {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final JWSHeader header;
  private final JWSSigner signer;

  private SigningKey(JWSHeader header, JWSSigner signer) {
    this.header = header;
    this.signer = signer;
  }

  /**
   * Reads a JWK, or a PEM of PKCS#8.
   *
   * @throws GeneralSecurityException if the text is neither; the message says what is wrong with it
   */
  static SigningKey read(String text) throws GeneralSecurityException {
    try {
      return text.startsWith("{") ? ofJwk(JWK.parse(text)) : of(ofPem(text), null);
    } catch (ParseException e) {
      throw new GeneralSecurityException("it is no JWK");
    } catch (JOSEException | IllegalArgumentException e) {
      throw new GeneralSecurityException("it is too short, or of a curve that Okta does not take");
    }
  }

  private static SigningKey ofJwk(JWK jwk) throws GeneralSecurityException, JOSEException {
    if (!jwk.isPrivate()) {
      throw new GeneralSecurityException("it is a public key");
    }
    if (jwk instanceof RSAKey rsa) {
      return of(rsa.toPrivateKey(), jwk.getKeyID());
    }
    if (jwk instanceof ECKey ec) {
      return of(ec.toPrivateKey(), jwk.getKeyID());
    }
    throw new GeneralSecurityException("it is neither an RSA key nor one of an elliptic curve");
  }

  private static SigningKey of(PrivateKey key, String id) throws JOSEException {
    if (key instanceof ECPrivateKey elliptic) {
      ECDSASigner signer = new ECDSASigner(elliptic);
      return new SigningKey(header(signer.supportedECDSAAlgorithm(), id), signer);
    }
    return new SigningKey(header(JWSAlgorithm.RS256, id), new RSASSASigner(key));
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String id) {
    return new JWSHeader.Builder(algorithm).keyID(id).build();
  }

  private static PrivateKey ofPem(String text) throws GeneralSecurityException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException("it is no whole PEM of a PKCS#8 private key");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    PKCS8EncodedKeySpec specification = new PKCS8EncodedKeySpec(encoded);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(specification);
    } catch (InvalidKeySpecException e) {
      return ofEllipticCurve(specification);
    }
  }

  private static PrivateKey ofEllipticCurve(PKCS8EncodedKeySpec specification)
      throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(specification);
    } catch (InvalidKeySpecException e) {
      throw new GeneralSecurityException("it is neither an RSA key nor one of an elliptic curve");
    }
  }

  /** The claims as a signed token. */
  String sign(JWTClaimsSet claims) throws GeneralSecurityException {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new GeneralSecurityException("it cannot sign");
    }
  }
}
