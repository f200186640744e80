package io.catchment.store;

import jakarta.ejb.ApplicationException;

/** The database has not been there yet since the application was deployed. */
@ApplicationException // Otherwise the container would log it and wrap it, each time.
class DatabaseAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseAwayException() {
    super("The database has not answered yet since this application was deployed.");
  }
}
