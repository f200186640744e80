package io.catchment.console;

import io.catchment.platform.JsonValues;
import io.catchment.platform.Settings;
import io.catchment.publish.Subscriptions;
import io.catchment.queue.QueueDepth;
import io.catchment.reconcile.Quota;
import io.catchment.store.DeadLetters;
import io.catchment.store.HookLags;
import io.catchment.store.HookLags.Lags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * How late events come, how much waits where, and what is used of Okta's quota: what nothing else
 * answers alone.
 */
@Path("overview")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {

  @Inject Settings settings;
  @Inject QueueDepth queue;
  @Inject Subscriptions subscriptions;
  @Inject DeadLetters deadLetters;
  @Inject Quota quota;
  @Inject HookLags lags;

  /** Counts; of the quota for each org that is configured, at most a minute old. */
  @GET
  public JsonObject show() {
    return Json.createObjectBuilder()
        .add("hookLag", lag(lags.findNewest()))
        .add("queue", Json.createObjectBuilder().add("depth", depth(queue.find())))
        .add("outbox", subscriptions.countWaiting())
        .add("deadLetters", deadLetters.count())
        .add("quota", quotas())
        .build();
  }

  private static JsonObjectBuilder lag(Lags lags) {
    return Json.createObjectBuilder()
        .add("events", lags.ascending().size())
        .add("medianSeconds", JsonValues.of(lags.percentile(50).orElse(null)))
        .add("p95Seconds", JsonValues.of(lags.percentile(95).orElse(null)));
  }

  private static JsonValue depth(OptionalLong messages) {
    return messages.isPresent() ? Json.createValue(messages.getAsLong()) : JsonValue.NULL;
  }

  private JsonArrayBuilder quotas() {
    JsonArrayBuilder quotas = Json.createArrayBuilder();
    new TreeSet<>(settings.orgs().keySet()).forEach(org -> quotas.add(quota(org)));
    return quotas;
  }

  private JsonObjectBuilder quota(String org) {
    return Json.createObjectBuilder()
        .add("org", org)
        .add("hookEvents24h", quota.look(org))
        .add("warnAt", Quota.WARNING)
        .add("limit", Quota.EVENTS);
  }
}
