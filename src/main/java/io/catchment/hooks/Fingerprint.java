package io.catchment.hooks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells whether a secret is the one of before, without keeping it: salted and slow to compute, so
 * that whoever reads the database cannot guess it.
 */
final class Fingerprint {

  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int ITERATIONS = 210_000;
  private static final int BITS = 256;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Fingerprint() {}

  static String of(String secret) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return encode(salt) + "$" + encode(derive(secret, salt));
  }

  /** Whether it is this secret's; null is nobody's. */
  static boolean matches(String fingerprint, String secret) {
    if (fingerprint == null) {
      return false;
    }
    int end = fingerprint.indexOf('$');
    byte[] salt = Base64.getDecoder().decode(fingerprint.substring(0, end));
    byte[] expected = Base64.getDecoder().decode(fingerprint.substring(end + 1));
    return MessageDigest.isEqual(expected, derive(secret, salt));
  }

  private static byte[] derive(String secret, byte[] salt) {
    try {
      PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, BITS);
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
