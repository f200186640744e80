package io.catchment.receive;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One body that is read as it comes, and the end of its call unless it comes whole.
 *
 * <p>A whole body goes on to the resource. Otherwise the answer is written from here and the call
 * is left open: the container ends it at its time-out, and then breaks a connection on which an
 * answer was sent already. To end it any earlier would make WildFly wait for the rest of the body.
 * A sender that stops, or sends no more than a little too much, is ended in peace.
 */
final class IncomingBody implements ReadListener, AsyncListener {

  /** What is read after the answer so that the sender comes to hear it, in bytes. */
  private static final int MAX_DISCARDED = 1024 * 1024;

  static final Receipt CUT_SHORT =
      new Receipt(Answer.CUT_SHORT, "The body was not complete in time, or broke off.");

  private final BodyFilter door;
  private final AsyncContext call;
  private final HttpServletRequest request;
  private final ServletInputStream stream;
  private final BodyCollector collector;
  private final byte[] buffer = new byte[8 * 1024];
  private final AtomicInteger roomTaken = new AtomicInteger();
  private long size;
  private long discarded;
  private boolean wanted;
  private boolean whole;
  private boolean answered;
  private boolean ended;

  /**
   * Nothing has been read yet.
   *
   * @param wanted whether the body is for the resource; if not, it is only read out of the way
   */
  IncomingBody(BodyFilter door, AsyncContext call, boolean wanted) throws IOException {
    this.door = door;
    this.call = call;
    this.wanted = wanted;
    request = (HttpServletRequest) call.getRequest();
    stream = request.getInputStream();
    collector = new BodyCollector(door.limitFor(request));
  }

  @Override
  public void onDataAvailable() throws IOException {
    // No further question whether there is more means that no more is read.
    while (discarded <= MAX_DISCARDED && stream.isReady()) {
      int length = stream.read(buffer);
      if (length < 0) {
        return;
      }
      take(length);
    }
  }

  private synchronized void take(int length) {
    size += length;
    if (!wanted) {
      discarded += length;
    } else if (size > BodyRoom.FREE && !reserve(length)) {
      wanted = false;
      answer(Receipt.UNAVAILABLE);
    } else {
      collector.add(buffer, length);
      if (collector.isTooLarge()) {
        wanted = false;
        refuseTooLarge();
      }
    }
  }

  private boolean reserve(int length) {
    boolean reserved = door.room.take(length);
    if (reserved) {
      roomTaken.addAndGet(length);
    }
    return reserved;
  }

  private void refuseTooLarge() {
    releaseRoom();
    if (isForHook()) {
      keepBeginning();
    } else {
      answer(BodyFilter.tooLarge(request));
    }
  }

  private void keepBeginning() {
    String sender = door.doorkeeper.senderOf(request);
    door.intake
        .take(BodyFilter.orgOf(request), sender, collector.body(), request.getContentLength())
        .thenAccept(this::answer);
  }

  @Override
  public synchronized void onAllDataRead() {
    whole = true;
    if (wanted) {
      ended = true;
      request.setAttribute(BodyFilter.BODY, collector.body());
      call.dispatch();
    } else if (answered) {
      end();
    }
  }

  /** Answers without waiting for the body. Only the first answer counts. */
  synchronized void answer(Receipt receipt) {
    if (!answered && !ended) {
      count(receipt.answer());
      say(receipt::writeLast);
    }
  }

  /** The same for who may not call, which is counted at the door. */
  synchronized void refuse(LastWord refusal) {
    if (!answered && !ended) {
      say(refusal);
    }
  }

  private void say(LastWord word) {
    answered = true;
    wanted = false;
    try {
      word.writeLast((HttpServletResponse) call.getResponse());
    } catch (IOException e) {
      // He is gone, and nobody else waits for it.
      whole = true;
    }
    if (whole) {
      end();
    }
  }

  private void count(Answer answer) {
    if (isForHook()) {
      long start = (long) request.getAttribute(BodyFilter.START);
      door.metrics.countDelivery(BodyFilter.orgOf(request), answer, System.nanoTime() - start);
    }
  }

  private boolean isForHook() {
    return BodyFilter.isForHook(request);
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      call.complete();
    }
  }

  /** The sender broke off. */
  @Override
  public synchronized void onError(Throwable failure) {
    if (!answered && !ended) {
      answered = true;
      wanted = false;
      count(Answer.CUT_SHORT);
    }
    end();
  }

  /** Does not end the call: the container does, and cuts the connection. */
  @Override
  public void onTimeout(AsyncEvent event) {
    answer(CUT_SHORT);
  }

  @Override
  public synchronized void onComplete(AsyncEvent event) {
    ended = true;
    releaseRoom();
  }

  @Override
  public void onError(AsyncEvent event) {
    releaseRoom();
  }

  /** The resource waits for its commit in the same way; then we are still to hear of the end. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  private void releaseRoom() {
    door.room.giveBack(roomTaken.getAndSet(0));
  }
}
