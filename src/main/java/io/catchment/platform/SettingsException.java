package io.catchment.platform;

import java.util.List;

/** Settings that cannot be used. The message names every one of them, a line each. */
public class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(List<String> problems) {
    super("Catchment cannot start with these settings:\n  " + String.join("\n  ", problems));
  }
}
