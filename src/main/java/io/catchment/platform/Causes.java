package io.catchment.platform;

import java.util.stream.Stream;

/** What is behind a failure. */
public final class Causes {

  private Causes() {}

  /** The failure, its cause, and so on to the innermost. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  /** The innermost: what went wrong first. */
  public static Throwable rootOf(Throwable failure) {
    return of(failure).reduce((outer, inner) -> inner).orElseThrow();
  }
}
