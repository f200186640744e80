package io.catchment.pretend;

import io.catchment.pretend.Company.Browser;
import io.catchment.pretend.Company.Party;
import io.catchment.pretend.Company.Place;
import io.catchment.pretend.EventKind.Actor;
import io.catchment.pretend.EventKind.Target;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes one invented event. All that is chosen is chosen at the beginning, for both dialects. */
final class GeneratedJson {

  private final GeneratedEvent event;
  private final JsonWriter json = new JsonWriter();
  private final Party actor;
  private final Party person;
  private final Party group;
  private final Party app;
  private final Place place;
  private final Browser browser;
  private final String address;
  private final String transaction;
  private final boolean fails;

  GeneratedJson(GeneratedEvent event) {
    SplittableRandom random = new SplittableRandom(~event.seed());
    this.event = event;
    person = pick(Company.PEOPLE, random);
    group = pick(Company.GROUPS, random);
    app = pick(Company.APPS, random);
    place = pick(Company.PLACES, random);
    browser = pick(Company.BROWSERS, random);
    address = "198.51.100." + random.nextInt(1, 255);
    transaction = Long.toString(random.nextLong() >>> 1, 36);
    fails = event.kind().isAnAttempt() && random.nextInt(20) == 0;
    int admins = 3;
    actor =
        switch (event.kind().actor()) {
          case PERSON -> person;
          case ADMIN -> Company.PEOPLE.get(random.nextInt(admins));
          case SYSTEM -> Company.SYSTEM;
        };
  }

  private static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }

  /** The event in the dialect of the System Log, or in that of deliveries. */
  String write(boolean inLog) {
    json.object();
    what();
    party("actor", actor);
    client(inLog);
    authentication();
    outcome();
    security();
    debug();
    transaction();
    if (inLog) {
      json.object("request");
      chain();
      json.endObject();
    }
    targets();
    return json.endObject().toString();
  }

  private void what() {
    json.member("uuid", event.uuid())
        .member("published", Dates.text(event.publishedAt()))
        .member("eventType", event.eventType())
        .member("version", "0")
        .member("displayMessage", event.kind().message())
        .member("severity", fails ? "WARN" : "INFO")
        .nothing("legacyEventType", "device");
  }

  private boolean isBySystem() {
    return event.kind().actor() == Actor.SYSTEM;
  }

  private void party(String name, Party party) {
    json.object(name).members(party.members()).raw("detailEntry", null).endObject();
  }

  private void client(boolean inLog) {
    json.object("client");
    if (isBySystem()) {
      json.nothing("userAgent", "zone", "device", "id", "ipAddress", "geographicalContext");
    } else {
      json.object("userAgent")
          .members(browser.members())
          .endObject()
          .member("zone", "null")
          .member("device", "Computer")
          .raw("id", null)
          .member("ipAddress", address);
      geography();
    }
    if (!inLog) {
      chain();
    }
    json.endObject();
  }

  private void geography() {
    json.object("geographicalContext").members(place.members()).endObject();
  }

  private void chain() {
    json.array("ipChain");
    if (!isBySystem()) {
      json.object().member("ip", address);
      geography();
      json.member("version", "V4").raw("source", null).endObject();
    }
    json.endArray();
  }

  private void authentication() {
    json.object("authenticationContext")
        .nothing("authenticationProvider", "credentialProvider", "credentialType", "issuer")
        .raw("interface", null)
        .raw("authenticationStep", 0)
        .member("externalSessionId", "idx" + transaction)
        .endObject();
  }

  private void outcome() {
    json.object("outcome").member("result", fails ? "FAILURE" : "SUCCESS");
    if (fails) {
      json.member("reason", "INVALID_CREDENTIALS");
    } else {
      json.raw("reason", null);
    }
    json.endObject();
  }

  private void security() {
    json.object("securityContext");
    if (isBySystem()) {
      json.nothing("asNumber", "asOrg", "isp", "domain", "isProxy");
    } else {
      json.raw("asNumber", 64_500)
          .member("asOrg", "acme example networks")
          .member("isp", "acme example networks")
          .member("domain", "acme.example")
          .raw("isProxy", false);
    }
    json.endObject();
  }

  private void debug() {
    json.object("debugContext").object("debugData").member("requestId", transaction);
    if (event.kind() == EventKind.CHANGE_PROFILE) {
      json.member("changedAttributes", "department");
    }
    json.member("requestUri", "/invented/" + event.kind().name().toLowerCase(Locale.ROOT))
        .member("deviceFingerprint", transaction + transaction)
        .member("threatSuspected", "false")
        .endObject()
        .endObject();
  }

  private void transaction() {
    json.object("transaction")
        .member("type", isBySystem() ? "JOB" : "WEB")
        .member("id", transaction)
        .object("detail")
        .endObject()
        .endObject();
  }

  private void targets() {
    if (event.kind().targets().isEmpty()) {
      json.raw("target", null);
      return;
    }
    json.array("target");
    event.kind().targets().forEach(this::target);
    json.endArray();
  }

  private void target(Target target) {
    Party party =
        switch (target) {
          case PERSON, CHANGED_PERSON -> person;
          case GROUP -> group;
          case APP -> app;
        };
    json.object().members(party.members());
    if (target == Target.CHANGED_PERSON) {
      change();
    }
    json.raw("detailEntry", null).endObject();
  }

  private void change() {
    List<String> departments = Company.DEPARTMENTS;
    int before = Math.floorMod(event.seed(), departments.size());
    json.object("changeDetails")
        .object("from")
        .member("department", departments.get(before))
        .endObject()
        .object("to")
        .member("department", departments.get((before + 1) % departments.size()))
        .endObject()
        .endObject();
  }
}
