package io.catchment.receive;

import inet.ipaddr.IPAddress;
import io.catchment.platform.AddressRanges;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The file in which Okta publishes its addresses: an object with a member for each cell, which has
 * an array {@code ip_ranges} of CIDR ranges.
 */
final class RangesFile {

  private RangesFile() {}

  /**
   * The ranges of the cells.
   *
   * @param cells the cells that count; none for all
   * @throws MissingCellException if a cell that counts has no range in it
   * @throws IOException if the file is broken, or has no range at all
   */
  static AddressRanges read(String text, List<String> cells) throws IOException {
    JsonObject file = parse(text);
    Collection<String> names = cells.isEmpty() ? file.keySet() : cells;
    List<IPAddress> all = new ArrayList<>();
    for (String name : names) {
      List<IPAddress> ranges = ranges(file, name);
      if (ranges.isEmpty() && !cells.isEmpty()) {
        throw new MissingCellException(name);
      }
      all.addAll(ranges);
    }
    if (all.isEmpty()) {
      throw new IOException("The file has no ranges.");
    }
    return new AddressRanges(all);
  }

  private static JsonObject parse(String text) throws IOException {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IOException("The file is no JSON object.", e);
    }
  }

  /** What is no range is passed over: it may be of a kind that is new. */
  private static List<IPAddress> ranges(JsonObject file, String cell) {
    if (!(file.get(cell) instanceof JsonObject member)
        || !(member.get("ip_ranges") instanceof JsonArray texts)) {
      return List.of();
    }
    return texts.stream()
        .filter(JsonString.class::isInstance)
        .map(text -> AddressRanges.parse(((JsonString) text).getString()))
        .flatMap(Optional::stream)
        .toList();
  }
}
