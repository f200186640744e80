package io.catchment.search;

import io.catchment.platform.Address;
import io.catchment.platform.QueryReader;
import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The System Log, as Okta's own API serves it, out of our store: so that its clients need nothing
 * but another address.
 *
 * <p>A query without {@code until}, the oldest event first, is a polling one: its events come in
 * the order in which they were stored, and the answer always links to a next page, where those will
 * be that come later. Any other is bounded: its events come by their date, and there is a next page
 * only while more of them may follow (Okta, "System Log query"). Looking takes time, so a page may
 * be short, or empty, before that.
 */
@Path("v1/logs")
@ApplicationScoped
public class LogsResource implements QueryReader {

  /** As Okta writes it: there are clients that look for it in small letters only. */
  private static final String LINK = "link";

  @Inject Events events;
  @Inject Cursors cursors;
  @Inject Settings settings;
  @Inject Clock clock;

  @Override
  public Set<String> queryParameters() {
    return LogsRequest.PARAMETERS;
  }

  /**
   * A page of events. 400 says which parameter is wrong; 503 that the database is away, takes too
   * long, or has enough searches to do.
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response read(@Context UriInfo uri, @Context HttpServletRequest request) throws Exception {
    try {
      QueryText text = QueryText.parse(uri.getRequestUri().getRawQuery(), this);
      LogsRequest asked = LogsRequest.read(text);
      return page(asked, new Links(Address.find(uri, request, settings.trustedProxies()), text));
    } catch (BadQueryException e) {
      return e.problem().response().build();
    }
  }

  private Response page(LogsRequest asked, Links links) throws Exception {
    EventQuery query = asked.query(clock.instant());
    Optional<Position> from = asked.cursor().map(Cursor::position);
    if (from.isPresent()) {
      cursors.requireOurs(asked.after().orElseThrow(), query, from.get());
    }
    EventPage page = events.read(query, from, asked.limit());
    Response.ResponseBuilder answer =
        Response.ok(EventsBody.of(page.events(), asked.asInLog()), MediaType.APPLICATION_JSON_TYPE)
            .header(LINK, links.self());
    if (page.more() || query.order() == Order.ARRIVAL) {
      answer.header(LINK, links.next(query, cursors.write(query, page.end())));
    }
    return answer.build();
  }
}
