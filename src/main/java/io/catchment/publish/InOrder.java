package io.catchment.publish;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Publications from two places, each in the order of the ids, as one in that order. */
final class InOrder implements Iterator<Publication> {

  private final Iterator<Publication> left;
  private final Iterator<Publication> right;
  private Publication nextLeft;
  private Publication nextRight;

  InOrder(Iterator<Publication> left, Iterator<Publication> right) {
    this.left = left;
    this.right = right;
    this.nextLeft = step(left);
    this.nextRight = step(right);
  }

  @Override
  public boolean hasNext() {
    return nextLeft != null || nextRight != null;
  }

  @Override
  public Publication next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    boolean fromLeft =
        nextRight == null || (nextLeft != null && nextLeft.eventId() < nextRight.eventId());
    Publication next = fromLeft ? nextLeft : nextRight;
    if (fromLeft) {
      nextLeft = step(left);
    } else {
      nextRight = step(right);
    }
    return next;
  }

  private static Publication step(Iterator<Publication> publications) {
    return publications.hasNext() ? publications.next() : null;
  }
}
