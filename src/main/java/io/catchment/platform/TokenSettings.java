package io.catchment.platform;

/** A machine client that identifies itself by a token, and the role that it has. */
public record TokenSettings(String name, Secrets secrets, Role role) {}
