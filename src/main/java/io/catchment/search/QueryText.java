package io.catchment.search;

import io.catchment.platform.QueryReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of an address, in their order. It prints as the query of an address, in which
 * everything is encoded that could end a {@code Link} header's address early: some clients split at
 * commas and semicolons.
 *
 * @param parameters all that were sent
 * @param known the names of those that mean something here
 */
record QueryText(List<Parameter> parameters, Set<String> known) {

  QueryText {
    parameters = List.copyOf(parameters);
    known = Set.copyOf(known);
  }

  /**
   * Takes the query of an address apart.
   *
   * @param rawQuery as it was sent; null if the address has none
   * @param reader who is going to read it
   * @throws BadQueryException if it is not encoded rightly
   */
  static QueryText parse(String rawQuery, QueryReader reader) throws BadQueryException {
    Set<String> known = reader.queryParameters();
    if (rawQuery == null) {
      return new QueryText(List.of(), known);
    }
    try {
      return new QueryText(
          Arrays.stream(rawQuery.split("&", -1))
              .filter(pair -> !pair.isEmpty())
              .map(Parameter::parse)
              .toList(),
          known);
    } catch (IllegalArgumentException e) {
      throw BadQueryException.invalid(
          "The query", "must be encoded: after each % are two hexadecimal digits");
    }
  }

  /**
   * The value of a parameter; empty if it is missing or empty.
   *
   * @throws BadQueryException if it is there more than once
   * @throws IllegalArgumentException if the reader has not said that it reads it
   */
  Optional<String> find(String name) throws BadQueryException {
    List<String> values = findAll(name);
    if (values.size() > 1) {
      throw BadQueryException.invalid(name, "may be given once only");
    }
    return values.stream().findFirst();
  }

  /**
   * All values of a parameter, but for empty ones; none if it is missing.
   *
   * @throws IllegalArgumentException if the reader has not said that it reads it
   */
  List<String> findAll(String name) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "No parameter " + name + " among those that are said to be read: " + known);
    }
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The same with this value for a parameter, at the end. */
  QueryText with(String name, String value) {
    List<Parameter> changed = new ArrayList<>(parameters);
    changed.removeIf(parameter -> parameter.name().equals(name));
    changed.add(new Parameter(name, value));
    return new QueryText(changed, known);
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
