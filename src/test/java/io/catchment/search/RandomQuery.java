package io.catchment.search;

import io.catchment.event.Origin;
import io.catchment.filter.And;
import io.catchment.filter.Comparison;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import io.catchment.filter.Literal;
import io.catchment.filter.MemberPath;
import io.catchment.filter.Not;
import io.catchment.filter.Operator;
import io.catchment.filter.Or;
import io.catchment.filter.Presence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events, and queries that find some of them: few names and values, some of them nasty. */
final class RandomQuery {

  static final Instant FIRST = Instant.parse("2026-01-31T12:00:00.000001Z");

  private static final String LONG = "a".repeat(300);

  private static final List<String> STRINGS =
      List.of(
          "",
          "a",
          "User",
          "ab",
          "b",
          "/a/b",
          "é",
          "K",
          "\u212a",
          "\uD83D\uDE00",
          "\uD83D",
          "x\uDE00",
          "a\u0000b",
          "\uFFFD",
          "' or '1'='1",
          "a\"b\\c\n",
          "%_",
          LONG,
          LONG + "b",
          "a".repeat(254) + "\uD83D\uDE00",
          "a".repeat(254) + "\uD83D",
          "\uD83D\uDE00".repeat(130) + "b");

  private static final List<String> MEMBERS = List.of("id", "type", "alternateId", "displayName");

  private static final List<MemberPath> INDEXED =
      List.of(
          MemberPath.of("eventType"),
          MemberPath.of("actor", "id"),
          MemberPath.of("actor", "alternateId"),
          MemberPath.of("target", "id"),
          MemberPath.of("target", "alternateId"));

  private final Random random;

  RandomQuery(Random random) {
    this.random = random;
  }

  String event(int number) {
    List<String> members = new ArrayList<>();
    members.add("\"uuid\":\"u-" + number + "\"");
    members.add("\"published\":\"" + FIRST.plusMillis(random.nextInt(3)) + "\"");
    add(members, "eventType", this::scalar);
    add(members, "severity", this::scalar);
    add(members, "outcome", () -> maybeArray(object(List.of("result"))));
    add(members, "client", () -> maybeArray(object(List.of("ipAddress", "ipChain", "id"))));
    add(members, "request", () -> object(List.of("ipChain")));
    add(members, "actor", () -> maybeArray(object(MEMBERS)));
    add(members, "target", this::targets);
    add(members, "debugContext", () -> maybeArray(object(List.of("a/b", "id", "ipAddress"))));
    Collections.shuffle(members, random);
    return String.join(random.nextBoolean() ? "," : " ,\t", members).transform(m -> "{" + m + "}");
  }

  private void add(List<String> members, String name, Supplier<String> value) {
    if (random.nextInt(4) > 0) {
      members.add(string(name) + ":" + value.get());
    }
  }

  private String targets() {
    String some =
        Stream.generate(() -> maybeArray(object(MEMBERS)))
            .limit(random.nextInt(3))
            .collect(Collectors.joining(",", "[", "]"));
    return random.nextInt(6) == 0 ? maybeArray(object(MEMBERS)) : some;
  }

  private String object(List<String> names) {
    return names.stream()
        .filter(name -> random.nextInt(3) > 0)
        .map(name -> string(name) + " :" + scalar())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String maybeArray(String value) {
    return switch (random.nextInt(8)) {
      case 0 -> "[" + value + "]";
      case 1 -> "null";
      default -> value;
    };
  }

  private String scalar() {
    return switch (random.nextInt(12)) {
      case 0 -> "null";
      case 1 -> "1.0";
      case 2 -> "true";
      case 3 -> "[" + string(pick(STRINGS)) + "," + string(pick(STRINGS)) + "]";
      case 4 -> "{\"id\":" + string(pick(STRINGS)) + "}";
      default -> string(pick(STRINGS));
    };
  }

  private String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half =
          Character.isSurrogate(c)
              && Character.getType(text.codePointAt(i)) == Character.SURROGATE
              && (i == 0 || !Character.isSurrogatePair(text.charAt(i - 1), c));
      boolean must = c < ' ' || c == '"' || c == '\\' || half;
      boolean may = text.length() < 10 && !Character.isSurrogate(c) && random.nextInt(20) == 0;
      json.append(must || may ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return json.append('"').toString();
  }

  EventQuery query(Order order) {
    return new EventQuery(
        sources(),
        random.nextInt(3) == 0 ? FIRST.plusNanos(random.nextInt(2_000_000)) : Instant.EPOCH,
        random.nextInt(3) == 0 ? Optional.of(FIRST.plusMillis(2)) : Optional.empty(),
        random.nextInt(8) == 0
            ? Optional.empty()
            : Optional.of(random.nextBoolean() ? filter(2) : led()),
        random.nextInt(4) == 0 ? keywords() : new Keywords(List.of()),
        order);
  }

  private Sources sources() {
    return new Sources(
        random.nextInt(4) == 0 ? some(List.of("acme", "other", "left-us")) : Set.of(),
        random.nextInt(4) == 0 ? some(List.of(Origin.values())) : Set.of());
  }

  private <T> Set<T> some(List<T> all) {
    return Stream.generate(() -> pick(all))
        .limit(1 + random.nextInt(2))
        .collect(Collectors.toSet());
  }

  private Keywords keywords() {
    return new Keywords(
        Stream.generate(() -> pick(List.of("A", "user", "k", "É", "'", "\\", "1", "or", "a/B")))
            .limit(1 + random.nextInt(2))
            .toList());
  }

  /** As people ask: for one of a few values that an index knows, and something besides. */
  private Filter led() {
    List<Filter> values =
        Stream.generate(
                () ->
                    new Comparison(
                        pick(INDEXED),
                        Operator.EQ,
                        new Literal.Text(pick(List.of("a", "ab", "b", "é")))))
            .limit(2 + random.nextInt(4))
            .map(Filter.class::cast)
            .toList();
    return switch (random.nextInt(4)) {
      case 0 -> new And(List.of(new Or(values), filter(1)));
      case 1 -> new And(List.of(equal("eventType"), equal("severity"), filter(1)));
      default -> new Or(values);
    };
  }

  private Filter equal(String member) {
    return new Comparison(
        MemberPath.of(member), Operator.EQ, new Literal.Text(pick(List.of("a", "ab", "b", "é"))));
  }

  Filter filter(int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(10)) {
      case 0, 1, 2 -> new And(List.of(filter(depth - 1), filter(depth - 1)));
      case 3, 4 -> new Or(List.of(filter(depth - 1), filter(depth - 1)));
      case 5 -> new Not(filter(depth - 1));
      default -> random.nextInt(8) == 0 ? new Presence(path()) : comparison();
    };
  }

  private Filter comparison() {
    Literal literal =
        switch (random.nextInt(10)) {
          case 0 -> new Literal.Null();
          case 1 -> new Literal.Truth(true);
          case 2 -> new Literal.Decimal(BigDecimal.ONE);
          default -> new Literal.Text(pick(STRINGS));
        };
    List<Operator> operators =
        Arrays.stream(Operator.values()).filter(literal::goesWith).collect(Collectors.toList());
    operators.add(Operator.EQ);
    operators.add(Operator.EQ);
    return new Comparison(path(), pick(operators), literal);
  }

  private MemberPath path() {
    return pick(
        List.of(
            MemberPath.of("eventType"),
            MemberPath.of("eventType"),
            MemberPath.of("severity"),
            MemberPath.of("outcome", "result"),
            MemberPath.of("client", "ipAddress"),
            MemberPath.of("client", "ipChain"),
            MemberPath.of("request", "ipChain", "id"),
            MemberPath.of("actor", pick(MEMBERS)),
            MemberPath.of("actor", pick(MEMBERS)),
            MemberPath.of("target", pick(MEMBERS)),
            MemberPath.of("target", pick(MEMBERS)),
            MemberPath.of("debugContext", pick(List.of("a/b", "id", "ipAddress"))),
            MemberPath.of("target")));
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
