package io.catchment.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One event of a large org, 1 to 3 KB of JSON in the dialect of a hook. A few types, people,
 * addresses and places are in most events, and most of them in few.
 */
final class InventedEvent {

  /** How many people there are; the first is a service that acts all day. */
  static final int PEOPLE = 20_000;

  static final int PLACES = 200;

  private static final int MOST_PEOPLE = 100_000;

  private static final int ADDRESSES = 50_000;
  private static final int APPS = 300;

  /** Enough digits for ids of Okta's length. */
  private static final long DIGITS = 100_000_000_000_000_000L;

  private static final List<String> FREQUENT =
      List.of(
          "user.authentication.sso",
          "policy.evaluate_sign_on",
          "user.session.start",
          "app.oauth2.token.grant.access_token",
          "user.authentication.auth_via_mfa",
          "user.authentication.verify",
          "app.oauth2.token.grant.id_token",
          "user.session.end",
          "group.user_membership.add",
          "user.account.update_profile",
          "application.user_membership.add",
          "user.lifecycle.create");

  private static final List<String> TYPES = types();

  private static final List<String> REQUESTS =
      List.of(
          "/app/office/sso/saml",
          "/idp/idx/identify",
          "/idp/idx/challenge/answer",
          "/api/v1/authn",
          "/oauth2/v1/authorize",
          "/login/sessionCookieRedirect",
          "/api/v1/users/me",
          "/oauth2/v1/token",
          "/api/v1/sessions/me",
          "/api/v1/groups/rules");

  private static final List<String> RESULTS =
      List.of("SUCCESS", "FAILURE", "ALLOW", "CHALLENGE", "SKIPPED", "DENY", "UNKNOWN");

  private static final int SUCCESSES = 85;
  private static final int MOST_NOTES = 6;

  /** Of so many events one is by a job, and comes from nowhere. */
  private static final int SYSTEM_EVERY = 3;

  private final SplittableRandom random;
  private final StringBuilder json = new StringBuilder(3_000);

  private InventedEvent(SplittableRandom random) {
    this.random = random;
  }

  static String json(SplittableRandom random, Instant publishedAt) {
    return new InventedEvent(random).write(publishedAt);
  }

  /** The types, the most frequent first. */
  static List<String> types() {
    Set<String> types = new LinkedHashSet<>(FREQUENT);
    try (InputStream file =
        InventedEvent.class.getResourceAsStream("/io/catchment/okta/event-types.txt")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> types.add(line.substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(types);
  }

  static String personId(int person) {
    return "00u" + digits(person);
  }

  static String login(int person) {
    return "person" + Integer.toString(MOST_PEOPLE + person).substring(1) + "@acme.example";
  }

  /** A word that only events from this place hold. */
  static String place(int place) {
    return "Town" + (1_000 + place);
  }

  private static String digits(long number) {
    return Long.toString(DIGITS + number).substring(1);
  }

  private String write(Instant publishedAt) {
    int actor = Skew.rank(random, PEOPLE);
    String result = random.nextInt(100) < SUCCESSES ? RESULTS.get(0) : Skew.pick(random, RESULTS);
    String session = "idx" + digits(random.nextLong(DIGITS));
    what(publishedAt, result);
    person("actor", actor);
    client();
    context(result, session);
    debug();
    targets(actor);
    return json.append('}').toString();
  }

  private void what(Instant publishedAt, String result) {
    String type = Skew.pick(random, TYPES);
    UUID uuid =
        new UUID(random.nextLong() & ~0xF000L | 0x4000L, Long.MIN_VALUE | random.nextLong() >>> 2);
    json.append("{\"uuid\":\"").append(uuid);
    json.append("\",\"published\":\"").append(publishedAt);
    json.append("\",\"eventType\":\"").append(type);
    json.append("\",\"version\":\"0\",\"displayMessage\":\"What ").append(type).append(" says\",");
    json.append("\"severity\":\"").append(result.equals(RESULTS.get(0)) ? "INFO" : "WARN");
    json.append("\",\"legacyEventType\":\"core.").append(type).append("\",\"device\":null,");
  }

  private void person(String name, int person) {
    json.append('"').append(name).append("\":");
    party(personId(person), "User", login(person), "Person Number " + person);
    json.append(',');
  }

  private void party(String id, String type, String alternateId, String displayName) {
    json.append("{\"id\":\"").append(id).append("\",\"type\":\"").append(type);
    json.append("\",\"alternateId\":\"").append(alternateId);
    json.append("\",\"displayName\":\"").append(displayName).append("\",\"detailEntry\":null}");
  }

  private void client() {
    if (random.nextInt(SYSTEM_EVERY) == 0) {
      json.append(
          "\"client\":{\"userAgent\":null,\"zone\":null,\"device\":null,\"id\":null,"
              + "\"ipAddress\":null,\"geographicalContext\":null,\"ipChain\":[]},");
      return;
    }
    int number = Skew.rank(random, ADDRESSES);
    String address = "10." + number / 40_000 + "." + number / 200 % 200 + "." + (number % 200 + 1);
    int place = Skew.rank(random, PLACES);
    String geography =
        "\"geographicalContext\":{\"city\":\"%s\",\"state\":\"Region %d\",\"country\":\"Country %d\","
                .formatted(place(place), place / 4, place / 20)
            + "\"postalCode\":\""
            + (10_000 + place)
            + "\",\"geolocation\":{\"lat\":48.5,\"lon\":9.25}}";
    json.append(
        "\"client\":{\"userAgent\":{\"rawUserAgent\":\"Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36\",\"os\":\"Windows 11\","
            + "\"browser\":\"CHROME\"},\"zone\":\"null\",\"device\":\"Computer\",\"id\":null,\"ipAddress\":\"");
    json.append(address).append("\",").append(geography).append(",\"ipChain\":[{\"ip\":\"");
    json.append(address)
        .append("\",")
        .append(geography)
        .append(",\"version\":\"V4\",\"source\":null}]},");
  }

  private void context(String result, String session) {
    json.append(
            "\"authenticationContext\":{\"authenticationProvider\":null,\"credentialProvider\":null,"
                + "\"credentialType\":null,\"issuer\":null,\"interface\":null,\"authenticationStep\":0,"
                + "\"externalSessionId\":\"")
        .append(session)
        .append("\"},\"outcome\":{\"result\":\"");
    json.append(result).append("\",\"reason\":null},\"securityContext\":{\"asNumber\":");
    json.append(64_500 + random.nextInt(30))
        .append(
            ",\"asOrg\":\"example networks\",\"isp\":\"example networks\","
                + "\"domain\":\"acme.example\",\"isProxy\":")
        .append(random.nextInt(50) == 0)
        .append("},");
  }

  private void debug() {
    String request = Long.toString(random.nextLong() >>> 1, 36);
    json.append("\"debugContext\":{\"debugData\":{\"requestId\":\"").append(request);
    json.append("\",\"requestUri\":\"").append(Skew.pick(random, REQUESTS));
    json.append(
        "\",\"threatSuspected\":\"false\",\"risk\":\"{level=LOW}\",\"deviceFingerprint\":\"");
    json.append(Long.toHexString(random.nextLong())).append(Long.toHexString(random.nextLong()));
    json.append("\",\"logOnlySecurityData\":\"{");
    int notes = random.nextInt(MOST_NOTES);
    for (int i = 0; i < notes; i++) {
      json.append("\\\"behavior ").append(i).append("\\\":\\\"NEGATIVE, compared with ");
      json.append(Long.toHexString(random.nextLong())).append(" of the days before, with ");
      json.append(random.nextInt(1_000)).append(" sign-ins from this device and network\\\",");
    }
    json.append("\\\"step\\\":\\\"")
        .append(notes)
        .append("\\\"}\"}},\"transaction\":{\"type\":\"WEB\",\"id\":\"");
    json.append(request).append("\",\"detail\":{}},");
  }

  /** Mostly an app, and who is concerned. */
  private void targets(int actor) {
    int app = Skew.rank(random, APPS);
    int person = random.nextInt(3) == 0 ? Skew.rank(random, PEOPLE) : actor;
    json.append("\"target\":");
    if (random.nextInt(10) == 0) {
      json.append("null");
      return;
    }
    json.append('[');
    party("0oa" + digits(app), "AppInstance", "App " + app, "App " + app);
    if (random.nextInt(3) > 0) {
      json.append(',');
      party(personId(person), "User", login(person), "Person Number " + person);
    }
    json.append(']');
  }
}
