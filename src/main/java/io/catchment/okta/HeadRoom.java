package io.catchment.okta;

import java.time.Instant;

/**
 * What Okta's rate limit leaves, by its last answer. Other clients of the org use it up as well.
 *
 * @param bucket the part of the API that has a limit of its own: {@code logs}, {@code eventHooks},
 *     {@code token}
 * @param limit the requests that Okta takes in a window
 * @param remaining how many of them are left until {@code resetsAt}
 * @param resetsAt when the next window begins, by Okta's clock
 * @param requests the requests that this node has sent since its start
 */
public record HeadRoom(
    String bucket, long limit, long remaining, Instant resetsAt, long requests) {}
