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

  /** Changes rows, or the tables themselves. */
  void update(String sql) {
    query(sql);
  }

  /** The correlation ids of the messages in a queue, in their order. */
  List<String> waiting(String queueName) {
    return objects(okta.get("/probe/queue?name=" + queueName).body()).stream()
        .map(message -> message.getString("JMSCorrelationID"))
        .toList();
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

  /** The correlation ids with this prefix that the topic has brought. */
  List<String> heardWithPrefix(String prefix) {
    return objects(okta.get("/probe/topic?prefix=" + prefix).body()).stream()
        .map(message -> message.getString("JMSCorrelationID"))
        .toList();
  }

  void sendToQueue(String text) {
    okta.send(okta.request("/probe/queue").POST(BodyPublishers.ofString(text)));
  }

  /** Puts a message of our own kind on the queue, past the door. */
  void sendToQueue(List<QueuedDelivery> deliveries) {
    HttpResponse<String> answer =
        okta.send(
            okta.request("/probe/queue")
                .header("Content-Type", "application/octet-stream")
                .header("X-Deliveries", Integer.toString(deliveries.size()))
                .POST(BodyPublishers.ofByteArray(QueuedDelivery.write(deliveries))));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The queue took nothing: " + answer.body());
    }
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
