package io.catchment.benchmark;

import io.catchment.server.Build;
import io.catchment.server.Server;
import io.catchment.store.EntityTable;
import io.catchment.store.StoredRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where a loaded database is, beyond the run that loads it: another one finds it again, if it asks
 * for as many events, and neither the tables nor what is invented have changed.
 */
final class KeptYear {

  private static final double MEBIBYTE = 1024 * 1024;

  /** How many invented events stand for all of them. */
  private static final int SAMPLES = 20;

  private final Path folder;
  private final Path marker;
  private final int events;

  /**
   * The one of a column, which keeps a single one.
   *
   * @param name of the column
   */
  KeptYear(String name, int events) {
    folder = Build.file("benchmark-data", name);
    marker = folder.resolve("loaded");
    this.events = events;
  }

  /** Where the database has its files. */
  Path database() {
    return folder.resolve("database");
  }

  /** The end of the year that is there; empty if there is none, or another one. */
  Optional<Instant> find() throws IOException {
    if (!Files.exists(marker)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(marker);
    return lines.get(0).equals(fingerprint())
        ? Optional.of(Instant.parse(lines.get(1)))
        : Optional.empty();
  }

  /**
   * Removes what is there, to make room for a new one.
   *
   * @param bytes how many bytes of the disk an event needs while it is loaded
   * @throws IllegalStateException if the disk is too small
   */
  void clear(int bytes) throws IOException {
    Server.clear(folder);
    double free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
    double needed = (double) bytes * events / MEBIBYTE;
    if (free < needed) {
      throw new IllegalStateException(
          "%,d events need %,.0f MiB in %s, and there are %,.0f MiB; take fewer with -Dbenchmark.events"
              .formatted(events, needed, folder, free));
    }
  }

  /** A year that ends then is there now. */
  void keep(Instant end) throws IOException {
    Files.write(marker, List.of(fingerprint(), end.toString()));
  }

  private String fingerprint() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(file.getFileName()).append(Files.readString(file));
      }
    }
    for (EntityTable table : StoredRows.tables()) {
      text.append(table).append(table.columns());
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SAMPLES; i++) {
      text.append(InventedEvent.json(random, Instant.EPOCH));
    }
    return events + " " + hash(text.toString());
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
