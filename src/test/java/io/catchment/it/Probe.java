package io.catchment.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
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
    return array(okta.send(okta.request("/probe/database").POST(BodyPublishers.ofString(sql))))
        .getValuesAs(JsonObject.class);
  }

  /** Changes rows, or the tables themselves. */
  void update(String sql) {
    query(sql);
  }

  /**
   * Takes all messages out of a queue.
   *
   * @param atLeast how many are waited for longer
   * @return their correlation ids, in their order
   */
  List<String> take(String queueName, int atLeast) {
    HttpResponse<String> answer =
        okta.send(okta.request("/probe/queue?name=" + queueName + "&atLeast=" + atLeast).DELETE());
    return array(answer).getValuesAs(JsonObject.class).stream()
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

  /** How many targets these events have together. */
  long storedTargets(List<String> uuids) {
    return count("event_target t join event e on e.id = t.event_id", "e.uuid in " + list(uuids));
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
    return array(okta.get("/probe/topic?uuid=" + uuid)).getValuesAs(JsonObject.class);
  }

  /** Those of these uuids for which the topic brought nothing yet. */
  List<String> unheard(List<String> uuids) {
    String list = String.join("\n", uuids);
    HttpResponse<String> answer =
        okta.send(okta.request("/probe/topic").POST(BodyPublishers.ofString(list)));
    return array(answer).getValuesAs(JsonString::getString);
  }

  /** Forgets all that the topic brought. */
  void forgetHeard() {
    requireSuccess(okta.send(okta.request("/probe/topic").DELETE()));
  }

  /** How many transactions the broker holds prepared; -1 if it does not tell. */
  int preparedTransactions() {
    String health = requireSuccess(okta.get("/catchment/health/ready"));
    try (JsonReader reader = Json.createReader(new StringReader(health))) {
      return reader.readObject().getInt("preparedTransactions", -1);
    }
  }

  /** How many messages wait in the queue. */
  int waitingInQueue() {
    return Integer.parseInt(requireSuccess(okta.get("/probe/queue")));
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

  private static JsonArray array(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(requireSuccess(answer)))) {
      return reader.readArray();
    }
  }

  private static String requireSuccess(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.uri() + " failed: " + answer.body());
    }
    return answer.body();
  }
}
