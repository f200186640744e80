package io.catchment.okta;

import io.catchment.platform.HealthDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows in the health answer what does not work between each org's Okta and us. Whoever works with
 * Okta reports here how that went.
 *
 * <p>Kept in memory, so that it is shown also while the database is away. Only the node that does
 * the work knows how it goes: one that gives it up has to {@linkplain #end end} what it reported.
 * Safe for many threads.
 */
@ApplicationScoped
public class OktaHealth implements HealthDetail {

  /** What there is to go wrong. */
  public enum Part {
    /** The System Log is read. */
    SYSTEM_LOG("systemLog"),
    /** The hook is as it is wanted, active and verified. */
    HOOK("hook");

    private final String label;

    Part(String label) {
      this.label = label;
    }
  }

  @Inject Clock clock;
  private final Map<String, Map<Part, Trouble>> troubles = new TreeMap<>();

  /** Something failed. Of a failure that is not Okta's, nothing is shown but that. */
  public void report(String org, Part part, Exception failure) {
    report(
        org,
        part,
        failure instanceof OktaException okta
            ? okta.publicMessage()
            : "The fault is on this side; the server's log says more.");
  }

  /**
   * Something is not as it should be.
   *
   * @param problem a sentence for anybody
   */
  public synchronized void report(String org, Part part, String problem) {
    Instant now = clock.instant();
    troubles
        .computeIfAbsent(org, alias -> new EnumMap<>(Part.class))
        .merge(part, new Trouble(problem, now), (old, late) -> new Trouble(problem, old.since()));
  }

  /** It works, or is the business of another node. */
  public synchronized void end(String org, Part part) {
    troubles.computeIfPresent(
        org,
        (alias, parts) -> {
          parts.remove(part);
          return parts.isEmpty() ? null : parts;
        });
  }

  @Override
  public String name() {
    return "okta";
  }

  /** By org and part, the problem and since when there is one. */
  @Override
  public synchronized Optional<JsonValue> find() {
    JsonObjectBuilder orgs = Json.createObjectBuilder();
    troubles.forEach((org, parts) -> orgs.add(org, view(parts)));
    return troubles.isEmpty() ? Optional.empty() : Optional.of(orgs.build());
  }

  private static JsonObjectBuilder view(Map<Part, Trouble> parts) {
    JsonObjectBuilder view = Json.createObjectBuilder();
    parts.forEach(
        (part, trouble) ->
            view.add(
                part.label,
                Json.createObjectBuilder()
                    .add("problem", trouble.problem())
                    .add("since", trouble.since().toString())));
    return view;
  }

  private record Trouble(String problem, Instant since) {}
}
