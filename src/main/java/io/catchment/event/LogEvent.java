package io.catchment.event;

import java.time.Instant;
import java.util.List;

/**
 * One event of Okta's System Log, whichever way it came: the members that we search and route by,
 * and the whole of it as text.
 *
 * <p>Only {@code uuid}, {@code publishedAt}, {@code targets} and {@code json} are never null; every
 * other member is optional in what Okta sends, and every enumeration is open.
 *
 * @param uuid Okta's name for the event, unique within the org
 * @param publishedAt when Okta published it, cut to the microsecond
 * @param eventType such as {@code user.session.start}
 * @param severity such as {@code INFO}
 * @param outcome the {@code outcome.result}, such as {@code SUCCESS}
 * @param actor who did it
 * @param clientAddress the {@code client.ipAddress}
 * @param targets whom or what it was done to, in Okta's order; empty when missing or null
 * @param hiddenTargets whether there may be targets in it that {@code targets} does not tell, as
 *     they have another form: no list, or lists where strings should be
 * @param json the event as it stood in the delivery, character by character
 */
public record LogEvent(
    String uuid,
    Instant publishedAt,
    String eventType,
    String severity,
    String outcome,
    Party actor,
    String clientAddress,
    List<Party> targets,
    boolean hiddenTargets,
    String json) {

  public LogEvent {
    targets = List.copyOf(targets);
  }
}
