package io.catchment.platform;

import java.net.URI;

/**
 * The way to an org's management API.
 *
 * @param base scheme and host, and the port if there is one, without a path: {@code
 *     https://acme.okta.com}
 * @param credentials what identifies us there
 */
public record ApiSettings(URI base, ApiCredentials credentials) {}
