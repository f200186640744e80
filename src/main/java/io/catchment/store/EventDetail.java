package io.catchment.store;

import jakarta.json.JsonValue;

/**
 * What a stage knows of an event beside the event's own row, to be shown with it. Implemented by
 * the stages, so that who shows it need not know them.
 */
public interface EventDetail {

  /** The name of the member under which it is shown. */
  String name();

  /** What is known now of the event with this id, which is ours and not Okta's uuid. */
  JsonValue of(long eventId);
}
