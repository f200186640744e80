package io.catchment.event;

/**
 * An element of a delivery that cannot be stored as an event.
 *
 * @param position its place in the delivery, from 0
 * @param json the element as it stood in the delivery
 * @param reason what is wrong with it, as a sentence for an operator
 */
public record UnreadableEvent(int position, String json, String reason) {}
