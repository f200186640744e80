package io.catchment.reconcile;

import io.catchment.store.EventDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

/** Whether the hook has not brought an event in time, as far as is known. */
@ApplicationScoped
class GapDetail implements EventDetail {

  @Inject Gaps gaps;

  @Override
  public String name() {
    return "gap";
  }

  @Override
  public JsonValue of(long eventId) {
    return gaps.isGap(eventId) ? JsonValue.TRUE : JsonValue.FALSE;
  }
}
