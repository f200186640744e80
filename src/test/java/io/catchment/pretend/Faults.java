package io.catchment.pretend;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What goes wrong on purpose with the next requests of a bucket, in the order in which it was asked
 * for, one fault a request. A request over the rate limit uses up none. Safe for many threads.
 */
public final class Faults {

  static final Fault NONE = new Fault(Kind.NONE, 0, Duration.ZERO);

  private final Map<Bucket, Queue<Fault>> waiting = new EnumMap<>(Bucket.class);

  /** Answers the next requests with this status, and with the error that belongs to it. */
  public void answerNext(int requests, Bucket bucket, int status) {
    add(requests, bucket, new Fault(Kind.ANSWER, status, Duration.ZERO));
  }

  /** Lets a gateway on the way answer the next requests, with this status and a page of its own. */
  public void interceptNext(int requests, Bucket bucket, int status) {
    add(requests, bucket, new Fault(Kind.INTERCEPT, status, Duration.ZERO));
  }

  /** Closes the connection of the next requests without an answer, and does nothing for them. */
  public void closeNext(int requests, Bucket bucket) {
    add(requests, bucket, new Fault(Kind.CLOSE, 0, Duration.ZERO));
  }

  /**
   * Does what the next requests ask for, but closes the connection instead of answering: the client
   * cannot know.
   */
  public void closeAfterNext(int requests, Bucket bucket) {
    add(requests, bucket, new Fault(Kind.CLOSE_AFTER, 0, Duration.ZERO));
  }

  /** Lets the next requests wait for so long before anything happens. */
  public void hangNext(int requests, Bucket bucket, Duration time) {
    add(requests, bucket, new Fault(Kind.HANG, 0, time));
  }

  /** Lets the Link headers of the next pages of the System Log point to another host. */
  public void linkNextElsewhere(int pages) {
    add(pages, Bucket.LOGS, new Fault(Kind.LINK_ELSEWHERE, 0, Duration.ZERO));
  }

  /** Lets the Link headers of the next pages of the System Log point to the page itself. */
  public void linkNextToItself(int pages) {
    add(pages, Bucket.LOGS, new Fault(Kind.LINK_TO_ITSELF, 0, Duration.ZERO));
  }

  /**
   * Puts events that cannot be stored among the good ones of the next pages of the System Log:
   * {@value Unreadable#PER_PAGE} more than there are good ones.
   */
  public void spoilNext(int pages) {
    add(pages, Bucket.LOGS, new Fault(Kind.SPOIL, 0, Duration.ZERO));
  }

  /** Makes the next pages of the System Log something that is no JSON, links and all. */
  public void garbleNext(int pages) {
    add(pages, Bucket.LOGS, new Fault(Kind.GARBLE, 0, Duration.ZERO));
  }

  /** Takes back what has not happened yet. */
  public synchronized void clear() {
    waiting.clear();
  }

  /** How many faults of the bucket have not happened yet. */
  public synchronized int left(Bucket bucket) {
    return of(bucket).size();
  }

  private synchronized void add(int times, Bucket bucket, Fault fault) {
    for (int i = 0; i < times; i++) {
      of(bucket).add(fault);
    }
  }

  synchronized Optional<Fault> next(Bucket bucket) {
    return Optional.ofNullable(of(bucket).poll());
  }

  private Queue<Fault> of(Bucket bucket) {
    return waiting.computeIfAbsent(bucket, b -> new ArrayDeque<>());
  }

  enum Kind {
    NONE,
    ANSWER,
    INTERCEPT,
    CLOSE,
    CLOSE_AFTER,
    HANG,
    LINK_ELSEWHERE,
    LINK_TO_ITSELF,
    SPOIL,
    GARBLE
  }

  /**
   * One fault.
   *
   * @param status only of an ANSWER, and if it is INTERCEPTed
   * @param time only of a HANG
   */
  record Fault(Kind kind, int status, Duration time) {}
}
