package example.payroll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who gets paid. In memory, for an example; a real payroll has a database.
 *
 * <p>Events may come more than once and in any order: neither Okta nor every broker keeps it. So
 * each account knows when its state was published, and an event that is not newer changes nothing.
 */
@ApplicationScoped
public class Accounts {

  private final Map<String, Account> accounts = new TreeMap<>();

  /**
   * Applies an event.
   *
   * @param publishedAt when Okta published it, in milliseconds since 1970
   */
  synchronized void apply(String eventType, long publishedAt, JsonObject event) {
    String state = eventType.equals("user.lifecycle.create") ? "active" : "stopped";
    for (JsonValue target : event.getJsonArray("target")) {
      if (target.asJsonObject().getString("type", "").equals("User")) {
        String user = target.asJsonObject().getString("alternateId");
        accounts.merge(user, new Account(state, publishedAt), Accounts::newer);
      }
    }
  }

  /** The state of each user's account, by login. */
  synchronized Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    accounts.forEach((user, account) -> states.put(user, account.state()));
    return states;
  }

  private static Account newer(Account known, Account told) {
    return told.publishedAt() > known.publishedAt() ? told : known;
  }

  private record Account(String state, long publishedAt) {}
}
