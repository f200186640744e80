package io.catchment.platform;

/**
 * Somebody who is known was not let in, or somebody who says who he is, with a wrong password.
 *
 * @param who the name of the caller; or of whom he says that he is, cleaned and cut
 * @param method of the request
 * @param path of the request, below that of the application
 * @param refusal why
 */
public record RefusedCall(String who, String method, String path, Refusal refusal) {}
