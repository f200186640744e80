package io.catchment.receive;

import io.catchment.platform.AddressRanges;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The addresses that Okta publishes, as far as they are known, and when to fetch them again.
 *
 * <p>Nothing that fails changes what is in force. A cell that is in no file, because it is misspelt
 * or Okta has renamed it, leaves those of before in force too; if there are none, all cells count.
 * So a mistake lets in a few more, which the secret still keeps out, and turns away nobody: what is
 * turned away is lost for good.
 *
 * <p>The steps are for one thread, the questions for any.
 */
final class PublishedRanges {

  private static final Duration REFRESH = Duration.ofHours(24);

  /** After a failure, with ranges in force; without any it is tried at every step. */
  private static final Duration RETRY = Duration.ofMinutes(10);

  private final List<String> cells;
  private final Clock clock;
  private final Callable<String> source;
  private final Copy copy;

  private volatile InForce inForce = new InForce(Reach.EVERY_ADDRESS, AddressRanges.NONE, null);
  private boolean recalled;
  private Instant nextFetch = Instant.MIN;
  private Optional<PublishedFile> notKept = Optional.empty();

  /**
   * Nothing is known yet.
   *
   * @param cells the cells that count; none for all
   * @param source fetches the text of the file
   */
  PublishedRanges(List<String> cells, Clock clock, Callable<String> source, Copy copy) {
    this.cells = List.copyOf(cells);
    this.clock = clock;
    this.source = source;
    this.copy = copy;
  }

  /** Whether the address is one of those that may send. */
  boolean allow(String address) {
    InForce now = inForce;
    return now.reach == Reach.EVERY_ADDRESS || now.ranges.contains(address);
  }

  Reach reach() {
    return inForce.reach;
  }

  /** How old the file is whose ranges are in force; empty if there is none. */
  Optional<Duration> findAge() {
    return Optional.ofNullable(inForce.fetchedAt).map(at -> Duration.between(at, clock.instant()));
  }

  /** Takes the last good copy, once, unless something better is in force. */
  void recall() throws Exception {
    if (recalled || reach() == Reach.AS_SET) {
      return;
    }
    Optional<PublishedFile> kept = copy.find();
    recalled = true;
    if (kept.isPresent()) {
      try {
        take(kept.get());
      } finally {
        notKept = Optional.empty();
      }
    }
  }

  boolean isDue() {
    return !clock.instant().isBefore(nextFetch);
  }

  /** Fetches the file if it is due. */
  void refresh() throws Exception {
    if (isDue()) {
      Instant now = clock.instant();
      nextFetch = now.plus(reach() == Reach.EVERY_ADDRESS ? Duration.ZERO : RETRY);
      take(new PublishedFile(source.call(), now));
      nextFetch = now.plus(REFRESH);
    }
  }

  /** Has a copy kept of what was fetched, unless it is, or could be in place of a better one. */
  void keep() throws Exception {
    if (notKept.isPresent() && (recalled || reach() == Reach.AS_SET)) {
      copy.keep(notKept.get());
      notKept = Optional.empty();
    }
  }

  private void take(PublishedFile file) throws IOException {
    try {
      put(Reach.AS_SET, RangesFile.read(file.text(), cells), file);
    } catch (MissingCellException e) {
      if (reach() != Reach.AS_SET) {
        put(Reach.EVERY_CELL, RangesFile.read(file.text(), List.of()), file);
      }
      throw e;
    }
  }

  private void put(Reach reach, AddressRanges ranges, PublishedFile file) {
    inForce = new InForce(reach, ranges, file.fetchedAt());
    notKept = Optional.of(file);
  }

  /** Where the last good copy is kept. */
  interface Copy {

    Optional<PublishedFile> find() throws Exception;

    /** Keeps it instead of the one before. */
    void keep(PublishedFile file) throws Exception;
  }

  private record InForce(Reach reach, AddressRanges ranges, Instant fetchedAt) {}
}
