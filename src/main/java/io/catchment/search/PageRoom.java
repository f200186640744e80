package io.catchment.search;

/**
 * How much a page holds.
 *
 * @param events the most events
 * @param size when it holds so much JSON, in UTF-16 units, it ends; the last event may go beyond it
 */
record PageRoom(int events, long size) {}
