package io.catchment.pretend;

/** Answers the requests of one bucket, or throws {@link OktaException}. */
@FunctionalInterface
interface Endpoint {
  Answer answer(Request request);
}
