package io.catchment.search;

/** There is more to be counted, one by one, than is held in memory; its message is for clients. */
class TooManyValuesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyValuesException(int limit) {
    super(
        "There are more than %d different values and times to be counted.".formatted(limit)
            + " Ask for a shorter time, a longer interval, or fewer events by a filter.");
  }
}
