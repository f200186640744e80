package io.catchment.store;

/** The database cannot take a delivery now. It may later: hand the same delivery in again. */
public class StoreUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(RuntimeException cause) {
    super(rootOf(cause).toString(), cause);
  }

  private static Throwable rootOf(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
