package io.catchment.platform;

import java.util.Optional;

/** The parameter {@code org}, by which a request names the only org that counts. */
public final class OrgParameter {

  private OrgParameter() {}

  /**
   * The alias that it names: also one that is not configured, for what was received from an org is
   * there longer than its settings.
   *
   * @param text as it was sent; null if it is missing
   * @return empty if it is missing
   * @throws jakarta.ws.rs.WebApplicationException 400 if no org can have this alias
   */
  public static Optional<String> read(String text) {
    if (text != null && !isAlias(text)) {
      throw Problem.refusal(
          400,
          "org is the alias of an org, such as catchment.orgs names them: small letters, digits and"
              + " inner hyphens, at most 63.");
    }
    return Optional.ofNullable(text);
  }

  /** Whether an org can have this alias, configured or not. */
  public static boolean isAlias(String text) {
    return SettingsReader.ALIAS.matcher(text).matches();
  }
}
