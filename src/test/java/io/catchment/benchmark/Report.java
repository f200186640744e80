package io.catchment.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results: a row for each quantity, a column for each server, and one for what is aimed at. */
final class Report {

  private static final String AIM = "aim";

  private final PrintStream out;
  private final List<String> columns;
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();

  Report(PrintStream out, List<String> columns) {
    this.out = out;
    this.columns = columns;
  }

  /** Not a number stands for what is not there. */
  void put(String row, String column, double value) {
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, value);
    progress("%s: %s = %s".formatted(column, row, text(value)));
  }

  /** What the value of a row should be. */
  void aim(String row, double value) {
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(AIM, value);
  }

  void progress(String line) {
    out.println(line);
    out.flush();
  }

  /** As a table in Markdown. */
  String table() {
    List<String> shown = new ArrayList<>(columns);
    if (rows.values().stream().anyMatch(values -> values.containsKey(AIM))) {
      shown.add(AIM);
    }
    StringBuilder table = new StringBuilder();
    table.append("| | ").append(String.join(" | ", shown)).append(" |\n");
    table.append("|---".repeat(shown.size() + 1)).append("|\n");
    rows.forEach(
        (row, values) -> {
          table.append("| ").append(row);
          shown.forEach(
              c -> table.append(" | ").append(values.containsKey(c) ? text(values.get(c)) : "–"));
          table.append(" |\n");
        });
    return table.toString();
  }

  void write(Path file) throws IOException {
    JsonObjectBuilder json = Json.createObjectBuilder();
    rows.forEach(
        (row, values) -> {
          JsonObjectBuilder object = Json.createObjectBuilder();
          values.forEach((column, value) -> object.add(column, json(value)));
          json.add(row, object);
        });
    Files.writeString(file, json.build().toString());
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** What 95 of 100 are not above. */
  static double p95(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }

  private static JsonValue json(double value) {
    return Double.isNaN(value) ? JsonValue.NULL : Json.createValue(value);
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "not there";
    }
    String format =
        value >= 100 || value == Math.rint(value) ? "%,.0f" : value < 10 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, format, value);
  }
}
