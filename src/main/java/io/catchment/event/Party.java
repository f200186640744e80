package io.catchment.event;

/**
 * Someone or something that an event is about: its actor, or one of its targets.
 *
 * <p>Every component may be null: Okta leaves members out, or sends null, at any level.
 */
public record Party(String id, String type, String alternateId, String displayName) {

  /** What stands for an actor that is missing or null. */
  public static final Party UNKNOWN = new Party(null, null, null, null);

  /** Whether this is a person, in Okta's words {@code User}. */
  public boolean isUser() {
    return "User".equals(type);
  }
}
