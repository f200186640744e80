package io.catchment.okta;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The event types that Okta publishes, and which of them an event hook can subscribe to, as of
 * August 2026.
 *
 * <p>Okta adds some from time to time: one that is not known here may exist all the same. From
 * Okta's public catalogue of event types.
 */
@ApplicationScoped
public class EventTypes {

  private static final String RESOURCE = "event-types.txt";
  private static final char ELIGIBLE = '+';

  private final SortedMap<String, Boolean> eligibleByName;

  /** Reads the catalogue, which is part of the application. */
  public EventTypes() {
    eligibleByName =
        read().stream()
            .filter(line -> !line.startsWith("#"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(1),
                    line -> line.charAt(0) == ELIGIBLE,
                    Boolean::logicalOr,
                    TreeMap::new));
  }

  private static List<String> read() {
    try (InputStream in = EventTypes.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The catalogue of event types cannot be read.", e);
    }
  }

  /** Every name, in alphabetical order. */
  public SortedSet<String> all() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(eligibleByName.keySet()));
  }

  /** Whether Okta publishes a type with exactly this name. */
  public boolean isKnown(String name) {
    return eligibleByName.containsKey(name);
  }

  /** Whether an event hook can subscribe to it; false for a name that is not known. */
  public boolean isHookEligible(String name) {
    return eligibleByName.getOrDefault(name, false);
  }

  /**
   * The name that was probably meant: the nearest one, if it is near enough. Of several that are
   * equally near, one that a hook can subscribe to.
   */
  public Optional<String> suggestFor(String misspelt) {
    int farthest = Math.max(1, misspelt.length() / 5);
    return eligibleByName.keySet().stream()
        .filter(name -> Math.abs(name.length() - misspelt.length()) <= farthest)
        .map(name -> new Candidate(name, distance(name, misspelt), isHookEligible(name)))
        .filter(candidate -> candidate.distance() <= farthest)
        .min(Candidate.NEAREST)
        .map(Candidate::name);
  }

  /**
   * How many letters have to be put in, taken out or replaced; small and capital ones are alike.
   */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      row = nextRow(row, i, a.charAt(i - 1), b);
    }
    return row[b.length()];
  }

  private static int[] nextRow(int[] row, int number, char letter, String other) {
    int[] next = new int[row.length];
    next[0] = number;
    for (int j = 1; j < row.length; j++) {
      int replaced = row[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
      next[j] = Math.min(replaced, Math.min(row[j], next[j - 1]) + 1);
    }
    return next;
  }

  private record Candidate(String name, int distance, boolean eligible) {
    static final Comparator<Candidate> NEAREST =
        Comparator.comparingInt(Candidate::distance)
            .thenComparing(Candidate::eligible, Comparator.reverseOrder())
            .thenComparing(Candidate::name);
  }
}
