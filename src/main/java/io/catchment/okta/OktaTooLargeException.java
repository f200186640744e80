package io.catchment.okta;

import io.catchment.platform.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * A good answer of Okta's is larger than we read. A smaller page may be asked for; of an event that
 * is too large by itself only the beginning can be had.
 */
public final class OktaTooLargeException extends OktaMalformedException {
  private static final long serialVersionUID = 1L;

  /** What is kept of it, in bytes. */
  private static final int BEGINNING = 64 * 1024;

  private final String link;
  private final byte[] beginning;
  private final byte[] fingerprint;
  private final boolean hasWholeElement;

  OktaTooLargeException(String message, Optional<String> link, byte[] read) {
    super(message);
    this.link = link.orElse(null);
    this.beginning = Arrays.copyOf(read, Math.min(read.length, BEGINNING));
    this.fingerprint = Sha256.of(read);
    this.hasWholeElement = JsonBytes.hasWholeElement(read);
  }

  /** The answer's {@code Link} header. */
  Optional<String> link() {
    return Optional.ofNullable(link);
  }

  /** The first 64 KiB of the answer. */
  public byte[] beginning() {
    return beginning.clone();
  }

  /** The same for answers that are the same, as far as they were read. */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** Whether it is more than one element of an array, for the first one ends where was read. */
  public boolean hasWholeElement() {
    return hasWholeElement;
  }

  @Override
  public String publicMessage() {
    return "An answer of Okta's is larger than is read.";
  }
}
