package example.payroll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who gets paid. In memory, for an example; a real payroll has a database, and puts the uuids that
 * it has seen into the same transaction.
 */
@ApplicationScoped
public class Accounts {

  private final Map<String, String> stateByUser = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * Applies an event.
   *
   * @param uuid the event's name: delivery is at least once, so it may come again
   */
  synchronized void apply(String uuid, String eventType, JsonObject event) {
    if (!seen.add(uuid)) {
      return;
    }
    String state = eventType.equals("user.lifecycle.create") ? "active" : "stopped";
    for (JsonValue target : event.getJsonArray("target")) {
      if (target.asJsonObject().getString("type", "").equals("User")) {
        stateByUser.put(target.asJsonObject().getString("alternateId"), state);
      }
    }
  }

  synchronized Map<String, String> states() {
    return new TreeMap<>(stateByUser);
  }
}
