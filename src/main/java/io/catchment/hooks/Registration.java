package io.catchment.hooks;

import io.catchment.okta.EventTypes;
import io.catchment.platform.OrgSettings;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an operator asked for, looked at.
 *
 * @param wanted what the hook is to be
 * @param warnings what is odd, and not wrong for certain
 */
record Registration(Wanted wanted, List<String> warnings) {

  /** Okta's limit for a hook. Source: Okta's event hooks concept page. */
  private static final int MOST_EVENTS = 300;

  private static final int LONGEST_NAME = 255;
  private static final Set<String> MEMBERS = Set.of("uri", "events", "filter", "name");

  Registration {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a request.
   *
   * @throws BadRegistrationException saying everything that is wrong with it
   */
  static Registration read(JsonObject body, OrgSettings org, EventTypes catalogue)
      throws BadRegistrationException {
    Reader reader = new Reader(body, org, catalogue);
    Wanted wanted = reader.read();
    if (!reader.problems.isEmpty()) {
      throw new BadRegistrationException(reader.problems);
    }
    return new Registration(wanted, reader.warnings);
  }

  /** The name of a hook of which nobody has said another. */
  static String defaultName(String org) {
    return "Catchment " + org;
  }

  private static final class Reader {
    private final JsonObject body;
    private final OrgSettings org;
    private final EventTypes catalogue;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Reader(JsonObject body, OrgSettings org, EventTypes catalogue) {
      this.body = body;
      this.org = org;
      this.catalogue = catalogue;
    }

    Wanted read() {
      body.keySet().stream()
          .filter(member -> !MEMBERS.contains(member))
          .forEach(member -> problems.add("There is no member \"" + member + "\" here."));
      return new Wanted(name(), uri(), events(), filter());
    }

    private String name() {
      JsonValue name = body.get("name");
      if (name == null) {
        return defaultName(org.alias());
      }
      if (name instanceof JsonString text
          && !text.getString().isBlank()
          && text.getString().length() <= LONGEST_NAME) {
        return text.getString();
      }
      problems.add("\"name\" must be a text of at most " + LONGEST_NAME + " characters.");
      return "";
    }

    private URI uri() {
      try {
        URI uri = URI.create(body.getString("uri"));
        look(uri);
        return uri;
      } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
        problems.add("\"uri\" must be the address that Okta is to call, as a text.");
        return URI.create("");
      }
    }

    private void look(URI uri) {
      if (!isSecure(uri)) {
        problems.add("\"uri\" must begin with https://; Okta calls no other.");
      }
      if (uri.getPath() == null || !uri.getPath().endsWith("/hooks/" + org.alias())) {
        problems.add(
            "\"uri\" must end with /hooks/" + org.alias() + ", the address of this org's hook.");
      }
      if (uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        problems.add("\"uri\" must have no user, no query and no fragment; they would be shown.");
      }
    }

    private boolean isSecure(URI uri) {
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || ("http".equalsIgnoreCase(uri.getScheme())
                  && isOktaHere()
                  && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost())));
    }

    /** A pretend Okta on this machine: the settings allow http to nobody else. */
    private boolean isOktaHere() {
      return org.api().filter(api -> "http".equals(api.base().getScheme())).isPresent();
    }

    private List<String> events() {
      if (!(body.get("events") instanceof JsonArray array) || array.isEmpty()) {
        problems.add("\"events\" must be a list of event types, at least one.");
        return List.of();
      }
      List<String> events = new ArrayList<>();
      for (JsonValue value : array) {
        if (value instanceof JsonString text) {
          events.add(text.getString());
        } else {
          problems.add(
              "\"events\" holds " + value.getValueType() + ", and only texts belong there.");
        }
      }
      List<String> distinct = events.stream().distinct().toList();
      if (distinct.size() > MOST_EVENTS) {
        problems.add("\"events\" has more than " + MOST_EVENTS + " types, and Okta takes no more.");
      } else {
        distinct.forEach(this::look);
      }
      return distinct;
    }

    private void look(String type) {
      if (!catalogue.isKnown(type)) {
        String suggestion =
            catalogue.suggestFor(type).map(s -> " Did you mean " + s + "?").orElse("");
        warnings.add("The event type " + type + " is not known here." + suggestion);
      } else if (!catalogue.isHookEligible(type)) {
        problems.add("No hook can subscribe to " + type + "; the System Log has it.");
      }
    }

    private JsonObject filter() {
      JsonValue filter = body.get("filter");
      if (filter == null || filter == JsonValue.NULL) {
        return null;
      }
      if (filter instanceof JsonObject object
          && object.get("eventFilterMap") instanceof JsonArray) {
        return object;
      }
      problems.add(
          "\"filter\" must be as Okta's API has it: an object with \"type\" and \"eventFilterMap\".");
      return null;
    }
  }
}
