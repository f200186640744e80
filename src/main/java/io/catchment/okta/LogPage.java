package io.catchment.okta;

import java.net.URI;
import java.util.Optional;

/**
 * A page of the System Log.
 *
 * @param events a JSON array of events, byte for byte as Okta sent it; only its brackets were
 *     looked at
 * @param next where the next page is, to be used as it is; empty at the end of a range
 */
public record LogPage(byte[] events, Optional<URI> next) {}
