package io.catchment.receive;

import java.util.Locale;

/** Who may send, of an org that lets the addresses send that Okta publishes. */
enum Reach {
  /** Everybody, for nothing is known of them. */
  EVERY_ADDRESS,
  /** Whoever has an address of Okta, for a cell that counts is not known. */
  EVERY_CELL,
  /** The cells that the settings name. */
  AS_SET;

  /** The label of our metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
