package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/** Events that nobody can deduplicate or put in order, as seen in the wild. */
public final class Unreadable {

  /** How many a spoilt page has. */
  public static final int PER_PAGE = 3;

  private static final String DATE = "2026-02-03T04:05:06.789Z";

  private Unreadable() {}

  /** The page with one at its beginning, one in its middle and one at its end. */
  static Answer among(Answer page) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(page.body()))) {
      JsonArray good = reader.readArray();
      JsonArrayBuilder spoilt = Json.createArrayBuilder(good);
      spoilt.add(withoutDate());
      spoilt.add(good.size() / 2, withoutUuid(JsonValue.NULL));
      spoilt.add(0, withoutUuid(JsonValue.EMPTY_JSON_OBJECT));
      return Answer.json(page.status(), spoilt.build()).withLinks(page.links());
    }
  }

  private static JsonValue withoutUuid(JsonValue uuid) {
    return Json.createObjectBuilder()
        .add("uuid", uuid)
        .add("published", DATE)
        .add("eventType", "user.session.end")
        .build();
  }

  private static JsonValue withoutDate() {
    return Json.createObjectBuilder()
        .add("uuid", UUID.randomUUID().toString())
        .add("eventType", "user.session.start")
        .build();
  }
}
