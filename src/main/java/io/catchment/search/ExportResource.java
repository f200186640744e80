package io.catchment.search;

import io.catchment.platform.QueryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Events as a file, however many they are, the oldest first: each as its JSON, or as CSV. */
@Path("export")
@ApplicationScoped
public class ExportResource implements QueryReader {

  private static final Logger LOG = System.getLogger(ExportResource.class.getName());

  private static final DateTimeFormatter IN_NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The names of the parameters. */
  static final Set<String> PARAMETERS = Set.of("org", "since", "until", "filter", "q", "format");

  @Inject Events events;
  @Inject ExportPlace place;
  @Inject Clock clock;

  @Override
  public Set<String> queryParameters() {
    return PARAMETERS;
  }

  /**
   * Writes all that a query finds. 400 says which parameter is wrong, 503 that the database is
   * away, takes too long, or has enough to do, or that this node has enough exports to write. What
   * happens after the beginning breaks the answer off: its last line is none of the format, and,
   * where the protocol and the server allow it, the connection ends before the answer does.
   */
  @GET
  public Response read(@Context UriInfo uri, @Context HttpServletResponse response) {
    try {
      QueryText text = QueryText.parse(uri.getRequestUri().getRawQuery(), this);
      EventQuery query = Selection.read(text, clock.instant());
      ExportFormat format = ExportFormat.read(text);
      return answer(query, format, response);
    } catch (BadQueryException e) {
      return e.inOurShape().response().build();
    }
  }

  private Response answer(EventQuery query, ExportFormat format, HttpServletResponse response) {
    ExportPlaces.Place taken = place.take();
    boolean begun = false;
    try {
      Export export = Export.begin(events, query, format, taken);
      if (export.goesOn()) {
        askForTrailers(export, response);
      }
      begun = true;
      return describe(Response.ok(export), query, format);
    } finally {
      if (!begun) {
        taken.close();
      }
    }
  }

  private static Response describe(
      Response.ResponseBuilder answer, EventQuery query, ExportFormat format) {
    return answer
        .type(MediaType.valueOf(format.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(query, format))
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static void askForTrailers(Export export, HttpServletResponse response) {
    try {
      response.setTrailerFields(export::trailers);
    } catch (IllegalStateException e) {
      // There are none in HTTP/1.0, where an answer ends with its connection anyway.
      LOG.log(Level.DEBUG, "An export has no trailers: {0}", e.getMessage());
    }
  }

  private static String attachment(EventQuery query, ExportFormat format) {
    return "attachment; filename=\"events-%s-%s.%s\""
        .formatted(inName(query.since()), inName(query.until().orElseThrow()), format);
  }

  private static String inName(Instant time) {
    return IN_NAME.format(time);
  }
}
