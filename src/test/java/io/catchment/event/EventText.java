package io.catchment.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A random element of a batch, and what has to be read from it.
 *
 * @param json the element, without white space around it
 * @param event the event that it is; empty if it is none
 */
record EventText(String json, Optional<LogEvent> event) {

  /** A sound event, or one without uuid or date, or no event at all. */
  static EventText random(Random random) {
    return new Writer(random).element();
  }

  /** Writes members one after the other, and remembers what each of them means. */
  private static final class Writer {
    private final Random random;
    private final RandomJson text;
    private final List<String> members = new ArrayList<>();
    private boolean hiddenTargets;
    private boolean arrays;

    Writer(Random random) {
      this.random = random;
      this.text = new RandomJson(random);
    }

    EventText element() {
      if (text.oneIn(8)) {
        return new EventText(text.otherThanObject(), Optional.empty());
      }
      String uuid = uuid();
      Instant published = published();
      String eventType = string(members, "eventType");
      String severity = string(members, "severity");
      String outcome = wrapped("outcome", "result");
      String clientAddress = wrapped("client", "ipAddress");
      Party actor = actor();
      List<Party> targets = targets();
      String json = text.objectOf(members);
      if (uuid == null || published == null) {
        return new EventText(json, Optional.empty());
      }
      return new EventText(
          json,
          Optional.of(
              new LogEvent(
                  uuid,
                  published,
                  eventType,
                  severity,
                  outcome,
                  actor,
                  clientAddress,
                  targets,
                  hiddenTargets,
                  json)));
    }

    private String uuid() {
      if (text.oneIn(8)) {
        spoil(members, "uuid", List.of("", " ", "a\u0000", "\uD83D", "0".repeat(101)));
        return null;
      }
      String uuid = Long.toHexString(random.nextLong()) + "-" + random.nextInt(1000);
      members.add(text.member("uuid", text.writing(uuid)));
      return uuid;
    }

    private Instant published() {
      if (text.oneIn(8)) {
        spoil(members, "published", List.of("", "now", "2026-02-30T12:00:00Z", "1700000000000"));
        return null;
      }
      int nano = text.pick(List.of(0, 1_000_000, 120_000_000, 123_456_000, 123_456_789));
      Instant instant = Instant.ofEpochSecond(random.nextInt(), nano).plusSeconds(1L << 32);
      OffsetDateTime date = instant.atOffset(ZoneOffset.of(text.pick(List.of("Z", "+05:30"))));
      String written = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
      members.add(text.member("published", text.writing(written)));
      return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Writes the member as something that must not be taken for it, or leaves it out. */
    private void spoil(List<String> object, String name, List<String> wrong) {
      switch (random.nextInt(3)) {
        case 0 -> object.add(text.member(name, text.writing(text.pick(wrong))));
        case 1 -> object.add(text.member(name, text.otherThanString()));
        default -> {}
      }
    }

    private String string(List<String> object, String name) {
      if (text.oneIn(4)) {
        if (random.nextBoolean()) {
          String value = text.otherThanString();
          arrays |= value.startsWith("[");
          object.add(text.member(name, value));
        }
        return null;
      }
      RandomJson.Value value = text.string();
      object.add(text.member(name, value.json()));
      return value.text();
    }

    private String wrapped(String name, String wanted) {
      if (text.oneIn(4)) {
        if (random.nextBoolean()) {
          members.add(text.member(name, text.otherThanObject()));
        }
        return null;
      }
      List<String> object = new ArrayList<>();
      String value = string(object, wanted);
      members.add(text.member(name, text.objectOf(object)));
      return value;
    }

    private Party actor() {
      if (text.oneIn(8)) {
        return Party.UNKNOWN;
      }
      List<String> json = new ArrayList<>();
      Party actor = party(json);
      members.add(text.member("actor", json.get(0)));
      return actor;
    }

    /** Of the parties in the list, those of which something is known. */
    private List<Party> targets() {
      if (text.oneIn(4)) {
        if (random.nextBoolean()) {
          String value = text.otherThanArray();
          hiddenTargets = value.startsWith("{");
          members.add(text.member("target", value));
        }
        return List.of();
      }
      List<String> json = new ArrayList<>();
      List<Party> parties = new ArrayList<>();
      arrays = false;
      for (int i = random.nextInt(4); i > 0; i--) {
        parties.add(party(json));
      }
      hiddenTargets = arrays;
      members.add(text.member("target", text.arrayOf(json)));
      return parties.stream().filter(p -> !p.equals(Party.UNKNOWN)).toList();
    }

    private Party party(List<String> json) {
      if (text.oneIn(8)) {
        String value = text.otherThanObject();
        arrays |= value.startsWith("[");
        json.add(value);
        return Party.UNKNOWN;
      }
      List<String> object = new ArrayList<>();
      Party party =
          new Party(
              string(object, "id"),
              string(object, "type"),
              string(object, "alternateId"),
              string(object, "displayName"));
      json.add(text.objectOf(object));
      return party;
    }
  }
}
