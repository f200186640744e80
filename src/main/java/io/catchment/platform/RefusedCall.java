package io.catchment.platform;

/**
 * Somebody who is known was not let in.
 *
 * @param who the name of the user or the token
 * @param method of the request
 * @param path of the request, below that of the application
 * @param refusal why
 */
public record RefusedCall(String who, String method, String path, Refusal refusal) {}
