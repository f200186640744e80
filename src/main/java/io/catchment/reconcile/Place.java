package io.catchment.reconcile;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A place in an org's System Log.
 *
 * @param nextLink the address for going on, which Okta gave; in some places with another limit,
 *     because a page was too large. Null if there is none
 * @param selection what the link is for, and what everything that is read was read for; null if
 *     nothing is
 * @param readUntil everything of the selection that Okta had stored before this is read, as far
 *     back as is looked at all; null if nothing is
 */
record Place(String nextLink, Selection selection, Instant readUntil) {

  static final Place BEGINNING = new Place(null, null, null);

  /** Where to go on after a page. */
  Place after(Optional<URI> next, Instant until) {
    return new Place(next.map(URI::toString).orElse(null), selection, until);
  }

  /** Where nothing of this has been read. */
  static Place unread(Selection selection) {
    return new Place(null, selection, null);
  }

  /**
   * Where to begin when something else is to be read: where all of that was read before. Of what
   * was not, as far back as is looked; but never behind what was read, for part of it is the same.
   */
  Place beginningOf(Selection other, Instant lookedBack) {
    boolean known = selection.covers(other) || readUntil.isBefore(lookedBack);
    return new Place(null, other, known ? readUntil : lookedBack);
  }

  /** The same without the link, which Okta does not know any more. */
  Place withoutLink() {
    return new Place(null, selection, readUntil);
  }
}
