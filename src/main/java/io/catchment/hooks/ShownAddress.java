package io.catchment.hooks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address that may be shown: who calls it may identify himself by a part of it. */
final class ShownAddress {

  /** May be a part of an address, so it stays one. */
  private static final String HIDDEN = "***";

  private static final Pattern PARTS = Pattern.compile("([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
  private static final Pattern USER = Pattern.compile("^([^/]*//)[^/]*@");
  private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])([^&=]*=)?[^&]*");

  private ShownAddress() {}

  /** The address without its user, the values of its query and its fragment. */
  static String of(String address) {
    Matcher parts = PARTS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalStateException("Every text has these parts.");
    }
    return USER.matcher(parts.group(1)).replaceFirst("$1" + HIDDEN + "@")
        + (parts.group(2) == null
            ? ""
            : PARAMETER.matcher(parts.group(2)).replaceAll("$1" + HIDDEN))
        + (parts.group(3) == null ? "" : "#" + HIDDEN);
  }
}
