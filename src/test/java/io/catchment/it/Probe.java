package io.catchment.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/** Looks into the server through the probe application. */
final class Probe {

  private final Okta okta;

  Probe(Okta okta) {
    this.okta = okta;
  }

  List<JsonObject> query(String sql) {
    HttpResponse<String> answer =
        okta.send(okta.request("/probe/database").POST(BodyPublishers.ofString(sql)));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(sql + " failed: " + answer.body());
    }
    return objects(answer.body());
  }

  long count(String table, String where) {
    JsonObject row = query("select count(*) as n from " + table + " where " + where).get(0);
    return Long.parseLong(row.getString("n"));
  }

  /** How many rows there are for these uuids. */
  long storedEvents(List<String> uuids) {
    return count("event", "uuid in " + list(uuids));
  }

  /** The one event with this uuid. */
  JsonObject event(String uuid) {
    return query("select * from event where uuid = '" + uuid + "'").get(0);
  }

  List<JsonObject> deadLetters(String where) {
    return query("select * from dead_letter where " + where + " order by delivery_id, position");
  }

  /** The messages that the topic brought for this event. */
  List<JsonObject> heard(String uuid) {
    return objects(okta.get("/probe/topic?uuid=" + uuid).body());
  }

  void sendToQueue(String text) {
    okta.send(okta.request("/probe/queue").POST(BodyPublishers.ofString(text)));
  }

  private static String list(List<String> uuids) {
    return uuids.stream().collect(Collectors.joining("','", "('", "')"));
  }

  private static List<JsonObject> objects(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonArray array = reader.readArray();
      return array.getValuesAs(JsonObject.class);
    }
  }
}
