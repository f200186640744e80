package io.catchment.search;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of an address, in their order. It prints as the query of an address, in which
 * everything is encoded that could end a {@code Link} header's address early: some clients split at
 * commas and semicolons.
 */
record QueryText(List<Parameter> parameters) {

  QueryText {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads the query of an address; null if it has none.
   *
   * @throws BadQueryException if it is not encoded rightly
   */
  static QueryText parse(String rawQuery) throws BadQueryException {
    if (rawQuery == null) {
      return new QueryText(List.of());
    }
    try {
      return new QueryText(
          Arrays.stream(rawQuery.split("&", -1))
              .filter(pair -> !pair.isEmpty())
              .map(Parameter::parse)
              .toList());
    } catch (IllegalArgumentException e) {
      throw BadQueryException.invalid(
          "The query", "must be encoded: after each % are two hexadecimal digits");
    }
  }

  /**
   * The value of a parameter; empty if it is missing or empty.
   *
   * @throws BadQueryException if it is there more than once
   */
  Optional<String> find(String name) throws BadQueryException {
    List<String> values =
        parameters.stream()
            .filter(parameter -> parameter.name().equals(name))
            .map(Parameter::value)
            .filter(value -> !value.isEmpty())
            .toList();
    if (values.size() > 1) {
      throw BadQueryException.invalid(name, "may be given once only");
    }
    return values.stream().findFirst();
  }

  /** The same with this value for a parameter, at the end. */
  QueryText with(String name, String value) {
    List<Parameter> changed = new ArrayList<>(parameters);
    changed.removeIf(parameter -> parameter.name().equals(name));
    changed.add(new Parameter(name, value));
    return new QueryText(changed);
  }

  /** The same, or with this value for a parameter that is missing or empty. */
  QueryText withDefault(String name, String value) {
    boolean given =
        parameters.stream().anyMatch(p -> p.name().equals(name) && !p.value().isEmpty());
    return given ? this : with(name, value);
  }

  @Override
  public String toString() {
    return parameters.stream().map(Parameter::toString).collect(Collectors.joining("&"));
  }

  /** A name and its value, decoded. */
  record Parameter(String name, String value) {

    static Parameter parse(String pair) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      return new Parameter(decoded(name), decoded(value));
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
      return encoded(name) + "=" + encoded(value);
    }
  }
}
