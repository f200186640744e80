package io.catchment.search;

import io.catchment.platform.QueryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Set;

/** Events as a file, however many they are, the oldest first: each as its JSON, or as CSV. */
@Path("export")
@ApplicationScoped
public class ExportResource implements QueryReader {

  private static final Logger LOG = System.getLogger(ExportResource.class.getName());

  @Inject Events events;
  @Inject ExportPlace place;
  @Inject Clock clock;

  @Override
  public Set<String> queryParameters() {
    return ExportRequest.PARAMETERS;
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
      return begin(asked(uri), response);
    } catch (BadQueryException e) {
      return e.inOurShape().response().build();
    }
  }

  /** Says what the file would be, and reads nothing: the answer to a HEAD has no body. */
  @HEAD
  public Response head(@Context UriInfo uri) {
    try {
      return describe(Response.ok(), asked(uri));
    } catch (BadQueryException e) {
      return e.inOurShape().response().build();
    }
  }

  private ExportRequest asked(UriInfo uri) throws BadQueryException {
    QueryText text = QueryText.parse(uri.getRequestUri().getRawQuery(), this);
    return ExportRequest.read(text, clock.instant());
  }

  private Response begin(ExportRequest asked, HttpServletResponse response) {
    ExportPlaces.Place taken = place.take();
    boolean begun = false;
    try {
      Export export = Export.begin(events, asked.query(), asked.format(), taken);
      if (export.goesOn()) {
        askForTrailers(export, response);
      }
      begun = true;
      return describe(Response.ok(export), asked);
    } finally {
      if (!begun) {
        taken.close();
      }
    }
  }

  private static Response describe(Response.ResponseBuilder answer, ExportRequest asked) {
    return answer
        .type(MediaType.valueOf(asked.format().mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + asked.fileName() + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static void askForTrailers(Export export, HttpServletResponse response) {
    try {
      response.setTrailerFields(export::trailers);
    } catch (IllegalStateException e) {
      // There are none in HTTP/1.0, where an answer ends with its connection, broken or whole: who
      // is behind a proxy that speaks it can tell by the last line only.
      LOG.log(Level.DEBUG, "An export has no trailers: {0}", e.getMessage());
    }
  }
}
