package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An event hook as Okta has it. The secret in its channel is in no answer. */
public record Hook(
    String id,
    String name,
    Optional<String> description,
    Instant createdAt,
    Instant updatedAt,
    boolean isActive,
    boolean isVerified,
    List<String> eventTypes,
    Optional<JsonObject> filter,
    Channel channel) {

  private static final String ADMINISTRATOR = "00upretendadmin00001";

  static Hook create(String id, HookWish wish, Instant now) {
    return new Hook(
        id,
        wish.name(),
        wish.description(),
        now,
        now,
        true,
        false,
        wish.eventTypes(),
        wish.filter(),
        wish.channel());
  }

  /**
   * A secret that is not given stays.
   *
   * @param staysVerified whether another channel has not to be verified again
   */
  Hook become(HookWish wish, boolean staysVerified, Instant now) {
    Channel next = wish.channel().withSecretOf(channel);
    return new Hook(
        id,
        wish.name(),
        wish.description(),
        createdAt,
        now,
        isActive,
        isVerified && (staysVerified || next.equals(channel)),
        wish.eventTypes(),
        wish.filter(),
        next);
  }

  Hook with(boolean active, boolean verified, Instant now) {
    return new Hook(
        id, name, description, createdAt, now, active, verified, eventTypes, filter, channel);
  }

  /** Whether an event of this type is sent to it. */
  public boolean takes(String eventType) {
    return isActive && isVerified && eventTypes.contains(eventType);
  }

  JsonObject json(URI base) {
    JsonObjectBuilder events =
        Json.createObjectBuilder()
            .add("type", "EVENT_TYPE")
            .add("items", Json.createArrayBuilder(eventTypes))
            .add("filter", filter.map(JsonValue.class::cast).orElse(JsonValue.NULL));
    return Json.createObjectBuilder()
        .add("id", id)
        .add("status", isActive ? "ACTIVE" : "INACTIVE")
        .add("verificationStatus", isVerified ? "VERIFIED" : "UNVERIFIED")
        .add("name", name)
        .add("description", description.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
        .add("created", Dates.text(createdAt))
        .add("createdBy", ADMINISTRATOR)
        .add("lastUpdated", Dates.text(updatedAt))
        .add("events", events)
        .add("channel", channel.json())
        .add("_links", links(address(base)))
        .build();
  }

  /** Where the hook is managed. */
  String address(URI base) {
    return base + Bucket.HOOKS.path() + "/" + id;
  }

  private JsonObjectBuilder links(String address) {
    JsonObjectBuilder links =
        Json.createObjectBuilder().add("self", Json.createObjectBuilder().add("href", address));
    if (isActive) {
      return links
          .add("verify", link(address + "/lifecycle/verify", "POST"))
          .add("deactivate", link(address + "/lifecycle/deactivate", "POST"));
    }
    return links
        .add("activate", link(address + "/lifecycle/activate", "POST"))
        .add("delete", link(address, "DELETE"));
  }

  private static JsonObjectBuilder link(String address, String method) {
    return Json.createObjectBuilder()
        .add("href", address)
        .add(
            "hints",
            Json.createObjectBuilder().add("allow", Json.createArrayBuilder().add(method)));
  }
}
