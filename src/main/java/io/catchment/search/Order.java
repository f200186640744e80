package io.catchment.search;

/** In which order events are read. */
enum Order {
  /** As they were stored, whatever their date: for who wants to see every event once. */
  ARRIVAL,
  /** The oldest first. */
  ASCENDING,
  /** The newest first. */
  DESCENDING
}
