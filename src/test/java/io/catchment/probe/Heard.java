package io.catchment.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The messages that the topic has brought since the probe was started. */
@ApplicationScoped
public class Heard {

  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();

  void add(JsonObject message) {
    messages.add(message);
  }

  List<JsonObject> withCorrelationId(String uuid) {
    return messages.stream().filter(m -> m.getString("JMSCorrelationID").equals(uuid)).toList();
  }
}
