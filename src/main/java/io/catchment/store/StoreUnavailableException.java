package io.catchment.store;

/** The database cannot take a delivery now. It may later: hand the same delivery in again. */
public class StoreUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(Throwable cause) {
    super(cause);
  }
}
