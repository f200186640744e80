package io.catchment.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Random JSON text, in every shape that RFC 8259 allows: for properties about text that must be
 * kept as it is. Written by hand and not of jqwik's arbitraries, which take a hundred times as long
 * for trees like these.
 */
final class RandomJson {

  private static final int DEPTH = 3;
  private static final List<String> FAMILIAR_NAMES =
      List.of("", "data", "events", "uuid", "published", "id", "actor", "\u0000", "\uD83D");
  private static final List<Value> SHORT_ESCAPES =
      List.of(
          new Value("\\\"", "\""),
          new Value("\\\\", "\\"),
          new Value("\\/", "/"),
          new Value("\\b", "\b"),
          new Value("\\f", "\f"),
          new Value("\\n", "\n"),
          new Value("\\r", "\r"),
          new Value("\\t", "\t"));

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  /**
   * A string.
   *
   * @param json how it is written, quotes included
   * @param text what it means
   */
  record Value(String json, String text) {}

  /** White space between two tokens: mostly none. */
  String space() {
    return random.nextInt(5) > 0 ? "" : repeat(4, () -> pick(List.of(" ", "\t", "\r", "\n")));
  }

  /** A value of any kind. */
  String value() {
    return value(DEPTH);
  }

  String otherThanString() {
    return oneOf(this::number, this::literal, () -> array(DEPTH), () -> object(DEPTH));
  }

  String otherThanObject() {
    return oneOf(this::scalar, () -> array(DEPTH));
  }

  String otherThanArray() {
    return oneOf(this::scalar, () -> object(DEPTH));
  }

  /** A string of all characters, as they are and escaped. */
  Value string() {
    StringBuilder json = new StringBuilder("\"");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      Value character = character();
      json.append(character.json());
      text.append(character.text());
    }
    return new Value(json.append('"').toString(), text.toString());
  }

  /** A string that means the given text, with some characters escaped. */
  String writing(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean must = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
      json.append(must || random.nextInt(10) == 0 ? numericEscape(c).json() : c);
    }
    return json.append('"').toString();
  }

  /** A number of any shape; now and then one of thousands of digits. */
  String number() {
    String whole = random.nextInt(4) == 0 ? "0" : pick(List.of("1", "5", "9")) + digits();
    String fraction = random.nextBoolean() ? "" : "." + random.nextInt(10) + digits();
    String exponent =
        random.nextBoolean() ? "" : pick(List.of("e", "E", "e+", "E-")) + random.nextInt(1_000_000);
    return (random.nextBoolean() ? "-" : "") + whole + fraction + exponent;
  }

  /** A member of an object. */
  String member(String name, String value) {
    return space() + writing(name) + space() + ":" + space() + value + space();
  }

  /** An object of these members, in any order, with some among them that mean nothing to us. */
  String objectOf(List<String> members) {
    List<String> all = new ArrayList<>(members);
    for (int i = random.nextInt(4); i > 0; i--) {
      all.add(member("x" + string().text(), value()));
    }
    Collections.shuffle(all, random);
    return all.isEmpty() ? "{" + space() + "}" : "{" + String.join(",", all) + "}";
  }

  /** An array of these elements, in this order. */
  String arrayOf(List<String> elements) {
    List<String> spaced = elements.stream().map(e -> space() + e + space()).toList();
    return spaced.isEmpty() ? "[" + space() + "]" : "[" + String.join(",", spaced) + "]";
  }

  <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  /** True as often as one in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private String value(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return scalar();
    }
    return random.nextBoolean() ? array(depth) : object(depth);
  }

  private String scalar() {
    return oneOf(this::number, () -> string().json(), this::literal);
  }

  private String literal() {
    return pick(List.of("true", "false", "null"));
  }

  private String array(int depth) {
    return arrayOf(IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(depth - 1)).toList());
  }

  /** Of any members, also of such as mean something elsewhere, and of one name twice. */
  private String object(int depth) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = random.nextBoolean() ? pick(FAMILIAR_NAMES) : string().text();
      members.add(member(name, value(depth - 1)));
    }
    return members.isEmpty() ? "{" + space() + "}" : "{" + String.join(",", members) + "}";
  }

  private Value character() {
    return switch (random.nextInt(8)) {
      case 0 -> pick(SHORT_ESCAPES);
      case 1 -> numericEscape((char) random.nextInt(0x10000));
      case 2 -> numericEscape(random.nextBoolean() ? '\u0000' : '\uDE00');
      case 3, 4 -> unescaped(0x20 + random.nextInt(Character.MAX_CODE_POINT + 1 - 0x20));
      default -> unescaped('a' + random.nextInt(26));
    };
  }

  private static Value unescaped(int codePoint) {
    String text = Character.toString(codePoint);
    boolean legal =
        codePoint != '"'
            && codePoint != '\\'
            && Character.getType(codePoint) != Character.SURROGATE;
    return legal ? new Value(text, text) : numericEscape((char) codePoint);
  }

  private static Value numericEscape(char c) {
    String hex = String.format("%04x", (int) c);
    String json = "\\u" + (c % 2 == 0 ? hex : hex.toUpperCase(Locale.ROOT));
    return new Value(json, String.valueOf(c));
  }

  private String digits() {
    int most = random.nextInt(20) == 0 ? 5_000 : 20;
    return repeat(most, () -> String.valueOf(random.nextInt(10)));
  }

  private String repeat(int most, Supplier<String> piece) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(piece.get());
    }
    return text.toString();
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... choice) {
    return choice[random.nextInt(choice.length)].get();
  }
}
