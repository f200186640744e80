package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.OffsetDateTime;

/**
 * An event that somebody has written himself.
 *
 * @param inLog as it is in the System Log
 */
public record WrittenEvent(String uuid, String eventType, long publishedMillis, String inLog)
    implements PretendEvent {

  /**
   * The event that the JSON says, in the dialect of the System Log.
   *
   * @throws RuntimeException if it has no uuid, type or date
   */
  public static WrittenEvent of(String json) {
    JsonObject event = read(json);
    return new WrittenEvent(
        event.getString("uuid"),
        event.getString("eventType"),
        OffsetDateTime.parse(event.getString("published")).toInstant().toEpochMilli(),
        json);
  }

  @Override
  public String inDelivery() {
    JsonObject event = read(inLog);
    if (!(event.get("request") instanceof JsonObject request)) {
      return inLog;
    }
    JsonValue chain = request.getOrDefault("ipChain", JsonValue.EMPTY_JSON_ARRAY);
    JsonObject client =
        event.get("client") instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
    return Json.createObjectBuilder(event)
        .remove("request")
        .add("client", Json.createObjectBuilder(client).add("ipChain", chain))
        .build()
        .toString();
  }

  private static JsonObject read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
