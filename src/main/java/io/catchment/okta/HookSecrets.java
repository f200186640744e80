package io.catchment.okta;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

/** Finds what a hook holds that nobody may read: the values of the headers that it sends. */
final class HookSecrets {

  private HookSecrets() {}

  /** Every text that is called {@code value}, wherever it is in the hook. */
  static Set<String> of(JsonObject hook) {
    Set<String> secrets = new HashSet<>();
    collect(hook, secrets);
    return secrets;
  }

  private static void collect(JsonValue value, Set<String> secrets) {
    if (value instanceof JsonObject object) {
      if (object.get("value") instanceof JsonString secret) {
        secrets.add(secret.getString());
      }
      object.values().forEach(member -> collect(member, secrets));
    } else if (value instanceof JsonArray array) {
      array.forEach(element -> collect(element, secrets));
    }
  }
}
