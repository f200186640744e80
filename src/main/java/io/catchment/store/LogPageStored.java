package io.catchment.store;

import java.time.Instant;
import java.util.List;

/**
 * Fired when a page of an org's System Log was stored, inside the transaction that stores it. Once
 * for a page, however often it comes: one that is fetched twice, byte for byte, is one. Once more
 * for what a dead letter of the log holds after all, as a page of its own.
 *
 * @param org the alias of the org
 * @param fresh the events that we had not, in the order of the page
 * @param alreadyHad how many of its events we had
 * @param unreadable how many of its elements are no events, and are dead letters now
 */
public record LogPageStored(String org, List<Fresh> fresh, int alreadyHad, int unreadable) {

  public LogPageStored {
    fresh = List.copyOf(fresh);
  }

  /**
   * An event that the System Log showed first.
   *
   * @param id our id of it
   * @param eventType such as {@code user.session.start}; may be null
   * @param publishedAt when Okta published it
   * @param receivedAt when the page came
   */
  public record Fresh(long id, String eventType, Instant publishedAt, Instant receivedAt) {}
}
