package io.catchment.console;

import io.catchment.platform.Problem;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * What somebody signs in with.
 *
 * @param password never in a log, an answer or an address
 */
record SignInForm(String name, String password) {

  private static final int MAX_NAME = 255;
  private static final int MAX_PASSWORD = 1024;

  /** As it was sent; 400 if something is missing in it, or too much. */
  static SignInForm read(MultivaluedMap<String, String> form) {
    String name = form.getFirst("name");
    String password = form.getFirst("password");
    if (name == null || name.isEmpty() || password == null || password.isEmpty()) {
      throw Problem.refusal(400, "The form has a name and a password.");
    }
    if (name.length() > MAX_NAME || password.length() > MAX_PASSWORD) {
      throw Problem.refusal(
          400,
          "A name has at most %d characters, a password %d.".formatted(MAX_NAME, MAX_PASSWORD));
    }
    return new SignInForm(name, password);
  }

  @Override
  public String toString() {
    return name;
  }
}
