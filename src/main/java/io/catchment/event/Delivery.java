package io.catchment.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One authenticated HTTP call from Okta, exactly as it arrived.
 *
 * <p>The {@code id} is ours, given once on arrival. It makes every later step idempotent: whatever
 * is redelivered after a failure carries the same id. Okta's own {@code eventId} is inside the
 * body.
 *
 * @param id our name for this call
 * @param org the alias of the org that it was sent for, as in the hook's URL
 * @param origin how it came to us
 * @param receivedAt when the call arrived, to the microsecond (the databases keep no more)
 * @param remoteAddress the sender's address, after trusted proxies; empty when there is none
 * @param body the body, or its beginning if a defect says so; not copied, so not to be changed
 * @param defect why the delivery cannot be read as events, empty for a sound one: a defective
 *     delivery is kept whole, as a dead letter with this reason
 * @param queuedAt when it was handed to the broker, to the millisecond as JMS has it; empty if it
 *     has not been on the queue, or nobody knows
 */
public record Delivery(
    UUID id,
    String org,
    Origin origin,
    Instant receivedAt,
    String remoteAddress,
    byte[] body,
    Optional<String> defect,
    Optional<Instant> queuedAt) {

  public Delivery {
    Objects.requireNonNull(id);
    Objects.requireNonNull(org);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(receivedAt);
    Objects.requireNonNull(remoteAddress);
    Objects.requireNonNull(body);
    Objects.requireNonNull(defect);
    Objects.requireNonNull(queuedAt);
  }

  /** One that has not been on the queue. */
  public Delivery(
      UUID id,
      String org,
      Origin origin,
      Instant receivedAt,
      String remoteAddress,
      byte[] body,
      Optional<String> defect) {
    this(id, org, origin, receivedAt, remoteAddress, body, defect, Optional.empty());
  }

  /** The same, handed to the broker then: not before it was received, whose time is finer. */
  public Delivery queued(Instant at) {
    Instant queued = at.isBefore(receivedAt) ? receivedAt : at;
    return new Delivery(
        id, org, origin, receivedAt, remoteAddress, body, defect, Optional.of(queued));
  }

  /** Names the call in a log line, without its content. */
  @Override
  public String toString() {
    return "delivery " + id + " for org " + org + " (" + body.length + " bytes)";
  }
}
