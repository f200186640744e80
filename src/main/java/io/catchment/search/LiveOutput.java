package io.catchment.search;

import java.util.concurrent.CompletionStage;

/**
 * The way to one client of the live tail. Only one frame is on its way at a time; what is closed is
 * closed once.
 */
interface LiveOutput {

  /**
   * Sends a frame. Either waits for the client to take it, or returns at once and says later that
   * it was taken, as the server likes it. What it throws, and what the stage fails with, says that
   * the client is gone.
   */
  CompletionStage<?> send(Frame frame) throws Exception;

  /** Whether it is known that the client is gone. */
  boolean isClosed();

  /** Ends the answer; may wait for what is on its way, until it is interrupted. */
  void close();
}
