package io.catchment.hooks;

import java.util.List;

/** A request for a hook that cannot be met; the message says everything that is wrong with it. */
final class BadRegistrationException extends Exception {
  private static final long serialVersionUID = 1L;

  BadRegistrationException(List<String> problems) {
    super(String.join(" ", problems));
  }
}
