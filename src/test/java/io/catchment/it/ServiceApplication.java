package io.catchment.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;

/** An application that an org of Okta's knows by its public key, and that signs with its own. */
record ServiceApplication(String clientId, KeyPair keys) {

  private static final int BITS = 2048;
  private static final int LINE = 64;

  /** One with a new pair of keys. */
  static ServiceApplication make(String clientId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new ServiceApplication(clientId, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has RSA.", e);
    }
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  /** Writes the private key as PEM of PKCS#8, as an operator would have it. */
  Path writeKey(Path file) throws IOException {
    Base64.Encoder lines =
        Base64.getMimeEncoder(LINE, System.lineSeparator().getBytes(StandardCharsets.US_ASCII));
    return Files.writeString(
        file,
        """
        -----BEGIN PRIVATE KEY-----
        %s
        -----END PRIVATE KEY-----
        """
            .formatted(lines.encodeToString(keys.getPrivate().getEncoded())));
  }
}
