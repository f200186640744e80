package io.catchment.benchmark;

import io.catchment.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A database with a million events, those of the year before it was loaded: for tests of what has
 * to bear so many. It takes minutes to load, and is kept for the next run, which is given it
 * without what the run before has stored.
 */
public final class MillionEvents {

  private static final int EVENTS = 1_000_000;

  private final KeptYear kept;

  /**
   * One of its own.
   *
   * @param name of the folder where it is kept
   */
  public MillionEvents(String name) {
    kept = new KeptYear(name, EVENTS);
  }

  /** Where PostgreSQL has its files. */
  public Path folder() {
    return kept.database();
  }

  /**
   * Loads them if they are not there; no server may have the database meanwhile.
   *
   * @param postgres what runs on the files of the folder; H2 if empty
   * @return before when the last event happened
   */
  public Instant require(Optional<Postgres> postgres) {
    try {
      return year(postgres).require();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The setting of the data source's address, for H2. */
  public String h2Url() {
    return year(Optional.empty()).h2Url();
  }

  private LoadedYear year(Optional<Postgres> postgres) {
    return new LoadedYear(kept, EVENTS, postgres, System.out::println);
  }
}
