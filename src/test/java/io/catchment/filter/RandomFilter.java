package io.catchment.filter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A filter as text, and what it means, written without a look at how it is read: of few names and
 * values, so that it often says something of an {@link #event}.
 *
 * @param text with white space, case and parentheses as they may be
 * @param meaning which events match
 */
record RandomFilter(String text, Predicate<JsonObject> meaning) {

  private static final List<String> NAMES = List.of("a", "b", "target", "x y", "not");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "A", "ab", "ba", "1", "true", "\u00e9", "\uFFFD", "\uD83D\uDE00", "a\"\\/\n");
  private static final List<String> NUMBERS =
      List.of("0", "-0.0", "1", "1.0", "10e-1", "-1.5", "2", "1E2", "100", "99.99");

  static RandomFilter random(Random random) {
    return new Writer(random).any(3);
  }

  /** An event in which such a filter may find something. */
  static String event(Random random) {
    return new Writer(random).object(3);
  }

  /** Everything that is made from one source of randomness. */
  private static final class Writer {

    private final Random random;

    Writer(Random random) {
      this.random = random;
    }

    /** What may stand everywhere: alternatives, without parentheses around them. */
    RandomFilter any(int depth) {
      List<RandomFilter> parts = several(() -> all(depth));
      Predicate<JsonObject> meaning = e -> parts.stream().anyMatch(p -> p.meaning().test(e));
      return new RandomFilter(joined(parts, "or"), meaning);
    }

    private RandomFilter all(int depth) {
      List<RandomFilter> parts = several(() -> one(depth));
      Predicate<JsonObject> meaning = e -> parts.stream().allMatch(p -> p.meaning().test(e));
      return new RandomFilter(joined(parts, "and"), meaning);
    }

    private List<RandomFilter> several(Supplier<RandomFilter> part) {
      int count = random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(2);
      return IntStream.range(0, count).mapToObj(i -> part.get()).toList();
    }

    private String joined(List<RandomFilter> parts, String word) {
      return parts.stream()
          .map(RandomFilter::text)
          .collect(Collectors.joining(space() + anyCase(word) + space()));
    }

    private RandomFilter one(int depth) {
      int kind = depth == 0 ? 4 : random.nextInt(8);
      if (kind > 1) {
        return comparison();
      }
      RandomFilter inner = any(depth - 1);
      String group = "(" + gap() + inner.text() + gap() + ")";
      return kind == 0
          ? new RandomFilter(group, inner.meaning())
          : new RandomFilter(anyCase("not") + gap() + group, inner.meaning().negate());
    }

    private RandomFilter comparison() {
      List<String> path =
          IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> pick(NAMES)).toList();
      String start =
          path.stream()
              .map(
                  n -> n.equals("x y") || n.equals("not") || random.nextInt(9) == 0 ? quoted(n) : n)
              .collect(Collectors.joining("."));
      return switch (random.nextInt(6)) {
        case 0 ->
            new RandomFilter(start + space() + anyCase("pr"), e -> hasContent(found(e, path)));
        case 1 -> ofLiteral(start, path);
        case 2 -> ofNumber(start, path);
        default -> ofString(start, path);
      };
    }

    private RandomFilter ofLiteral(String start, List<String> path) {
      String literal = pick(List.of("true", "false", "null"));
      boolean equal = random.nextBoolean();
      Predicate<JsonObject> equals =
          literal.equals("null")
              ? e -> leaves(found(e, path)).isEmpty()
              : e -> leaves(found(e, path)).stream().anyMatch(v -> v.toString().equals(literal));
      return new RandomFilter(
          start + space() + anyCase(equal ? "eq" : "ne") + space() + anyCase(literal),
          equal ? equals : equals.negate());
    }

    private RandomFilter ofNumber(String start, List<String> path) {
      String literal = pick(NUMBERS);
      String operator = pick(List.of("eq", "ne", "gt", "ge", "lt", "le"));
      BigDecimal number = new BigDecimal(literal);
      Predicate<JsonValue> holds =
          v ->
              v instanceof JsonNumber n
                  && sign(operator).test(n.bigDecimalValue().compareTo(number));
      return new RandomFilter(
          start + space() + anyCase(operator) + space() + literal, any(path, operator, holds));
    }

    private RandomFilter ofString(String start, List<String> path) {
      String literal = pick(STRINGS);
      String operator = pick(List.of("eq", "ne", "gt", "ge", "lt", "le", "co", "sw", "ew"));
      Predicate<JsonValue> holds =
          v -> v instanceof JsonString s && holds(operator, s.getString(), literal);
      return new RandomFilter(
          start + space() + anyCase(operator) + gap() + quoted(literal),
          any(path, operator, holds));
    }

    /** Not equal is the one that asks for all. */
    private static Predicate<JsonObject> any(
        List<String> path, String operator, Predicate<JsonValue> holds) {
      return operator.equals("ne")
          ? e -> leaves(found(e, path)).stream().noneMatch(holds)
          : e -> leaves(found(e, path)).stream().anyMatch(holds);
    }

    private static boolean holds(String operator, String value, String literal) {
      return switch (operator) {
        case "co" -> value.indexOf(literal) >= 0;
        case "sw" -> value.regionMatches(0, literal, 0, literal.length());
        case "ew" ->
            new StringBuilder(value)
                    .reverse()
                    .indexOf(new StringBuilder(literal).reverse().toString())
                == 0;
        default ->
            sign(operator)
                .test(
                    Arrays.compareUnsigned(
                        value.getBytes(StandardCharsets.UTF_8),
                        literal.getBytes(StandardCharsets.UTF_8)));
      };
    }

    /** Of ne, whether it is equal: the caller turns it round. */
    private static IntPredicate sign(String operator) {
      return switch (operator) {
        case "eq", "ne" -> s -> s == 0;
        case "gt" -> s -> s > 0;
        case "ge" -> s -> s >= 0;
        case "lt" -> s -> s < 0;
        default -> s -> s <= 0;
      };
    }

    /** What stands at the end of the path, arrays and nulls included. */
    private static List<JsonValue> found(JsonValue value, List<String> path) {
      List<JsonValue> found = new ArrayList<>();
      if (value instanceof JsonArray array) {
        array.forEach(element -> found.addAll(found(element, path)));
      } else if (path.isEmpty()) {
        found.add(value);
      } else if (value instanceof JsonObject object && object.containsKey(path.get(0))) {
        found.addAll(found(object.get(path.get(0)), path.subList(1, path.size())));
      }
      return found;
    }

    private static List<JsonValue> leaves(List<JsonValue> found) {
      return found.stream().filter(v -> v.getValueType() != ValueType.NULL).toList();
    }

    private static boolean hasContent(Iterable<? extends JsonValue> values) {
      for (JsonValue value : values) {
        boolean content =
            switch (value.getValueType()) {
              case NULL -> false;
              case STRING -> ((JsonString) value).getString().length() > 0;
              case OBJECT -> hasContent(value.asJsonObject().values());
              case ARRAY -> hasContent(value.asJsonArray());
              case NUMBER, TRUE, FALSE -> true;
            };
        if (content) {
          return true;
        }
      }
      return false;
    }

    String object(int depth) {
      return NAMES.stream()
          .filter(name -> random.nextInt(4) > 0)
          .map(name -> quoted(name) + gap() + ":" + gap() + value(depth))
          .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(int depth) {
      return switch (random.nextInt(depth == 0 ? 7 : 12)) {
        case 0 -> "null";
        case 1 -> "true";
        case 2 -> "false";
        case 3, 4 -> pick(NUMBERS);
        case 5, 6 -> quoted(pick(STRINGS));
        case 7, 8 ->
            IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> value(depth - 1))
                .collect(Collectors.joining(",", "[", "]"));
        default -> object(depth - 1);
      };
    }

    /** A string of JSON, with some characters escaped that need not be. */
    private String quoted(String text) {
      StringBuilder json = new StringBuilder("\"");
      for (char c : text.toCharArray()) {
        boolean escaped = c < ' ' || c == '"' || c == '\\' || random.nextInt(8) == 0;
        json.append(escaped ? String.format("\\u%04X", (int) c) : String.valueOf(c));
      }
      return json.append('"').toString();
    }

    private String anyCase(String word) {
      return word.chars()
          .map(c -> random.nextInt(4) == 0 ? Character.toUpperCase(c) : c)
          .mapToObj(Character::toString)
          .collect(Collectors.joining());
    }

    private String space() {
      return " ".repeat(1 + random.nextInt(2));
    }

    private String gap() {
      return " ".repeat(random.nextInt(2));
    }

    private String pick(List<String> choice) {
      return choice.get(random.nextInt(choice.size()));
    }
  }
}
