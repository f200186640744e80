package io.catchment.search;

import io.catchment.store.DatabaseTrouble;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * All that a query finds, as the body of an answer. It is read page by page while it is written, so
 * neither memory nor a transaction grows with it, and a slow client keeps nobody waiting. Used
 * once.
 *
 * <p>If it breaks off, whoever reads it has to see that: some servers end an answer properly
 * although its writer has thrown an exception. So the last line is {@link ExportFormat#breakage},
 * and the end of the answer, for which a server asks for {@link #trailers} last of all, fails.
 */
final class Export implements StreamingOutput {

  private static final Logger LOG = System.getLogger(Export.class.getName());

  private static final int PAGE = 500;

  /** Who has read so far cannot go on elsewhere, so a page is asked for again while others wait. */
  private static final int MAX_TRIES = 5;

  private final Events events;
  private final EventQuery query;
  private final ExportFormat format;
  private final EventPage first;
  private final ExportPlaces.Place place;
  private volatile boolean broken;

  private Export(
      Events events,
      EventQuery query,
      ExportFormat format,
      EventPage first,
      ExportPlaces.Place place) {
    this.events = events;
    this.query = query;
    this.format = format;
    this.first = first;
    this.place = place;
  }

  /**
   * Reads the beginning: what is wrong with the database now can still be said in an answer of its
   * own.
   *
   * @param place closed when the export has been written, or has broken off
   * @throws SearchTimeoutException if it took the database too long
   */
  static Export begin(
      Events events, EventQuery query, ExportFormat format, ExportPlaces.Place place) {
    return new Export(events, query, format, events.read(query, Optional.empty(), PAGE), place);
  }

  /** Whether it has more than its beginning, and so may break off. */
  boolean goesOn() {
    return first.more();
  }

  /**
   * What follows the body: nothing.
   *
   * @throws IllegalStateException if the body is not whole
   */
  Map<String, String> trailers() {
    if (broken) {
      throw new IllegalStateException("The export broke off.");
    }
    return Map.of();
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try {
      writeOrBreakOff(out);
    } finally {
      place.close();
    }
  }

  private void writeOrBreakOff(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    broken = true;
    try {
      writeAll(writer);
    } catch (RuntimeException e) {
      log(e);
      writer.write(format.breakage());
      writer.flush();
      throw new IOException("The export broke off.", e);
    }
    writer.flush();
    broken = false;
  }

  private static void log(RuntimeException e) {
    Optional<String> reason =
        e instanceof SearchTimeoutException ? Optional.of(e.getMessage()) : DatabaseTrouble.find(e);
    reason.ifPresentOrElse(
        r -> LOG.log(Level.WARNING, "An export broke off: {0}", r),
        () -> LOG.log(Level.ERROR, "An export failed unexpectedly, and broke off", e));
  }

  private void writeAll(Writer writer) throws IOException {
    writer.write(format.head());
    EventPage page = first;
    write(page, writer);
    while (page.more()) {
      page = next(page.end());
      write(page, writer);
    }
  }

  private EventPage next(Position after) {
    for (int tries = 1; true; tries++) {
      try {
        return events.read(query, Optional.of(after), PAGE);
      } catch (SearchTimeoutException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  private void write(EventPage page, Writer writer) throws IOException {
    for (FoundEvent event : page.events()) {
      writer.write(format.line(event));
    }
  }
}
