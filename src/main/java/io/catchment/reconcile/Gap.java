package io.catchment.reconcile;

import java.time.Instant;

/**
 * An event that the hook has not brought in time.
 *
 * @param uuid Okta's name for it
 * @param eventType such as {@code user.session.start}; may be null
 * @param publishedAt when Okta published it
 * @param logAt when the System Log showed it
 * @param hookAt when the hook brought it after all; null if it has not
 */
public record Gap(
    String uuid, String eventType, Instant publishedAt, Instant logAt, Instant hookAt) {}
