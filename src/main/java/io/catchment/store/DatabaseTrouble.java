package io.catchment.store;

import java.util.Optional;

/** What is the matter with the database. */
public final class DatabaseTrouble {

  private DatabaseTrouble() {}

  /**
   * The trouble, if it is why something failed and may be over when that is tried again; without
   * any of the data.
   */
  public static Optional<String> find(Throwable failure) {
    return failure instanceof StoreUnavailableException || Failure.of(failure) == Failure.TRANSIENT
        ? Optional.of(Failure.describe(failure))
        : Optional.empty();
  }
}
