package io.catchment.search;

import io.catchment.platform.Crowd;
import io.catchment.platform.Problem;
import io.catchment.platform.QueryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.Set;

/**
 * The live tail: new events as they are stored, as Server-Sent Events.
 *
 * <p>They come in the order in which they were stored, whichever node stored them, and each once to
 * a client that comes back with the last id it got. A client that takes them too slowly is told how
 * many it was not sent, and where the log has them. A stream ends within an hour, so that nobody
 * listens for long who may not any more; the others come back.
 */
@Path("live")
@ApplicationScoped
public class LiveResource implements QueryReader {

  private static final String FULL = "This node takes no more clients of the live tail now.";
  private static final long RETRY_SECONDS = 5;

  private final Crowd crowd =
      new Crowd(
          LiveResource.class,
          FULL,
          FULL + " Try again a little later, from where you are.",
          RETRY_SECONDS);

  @Inject LiveTail tail;
  @Inject Events events;
  @Inject Cursors cursors;

  @Override
  public Set<String> queryParameters() {
    return LiveRequest.PARAMETERS;
  }

  /**
   * Begins a stream. 400 says which parameter is wrong, 503 that the database is away or too many
   * clients are here.
   *
   * @param lastEventId the id that the client was cut off after
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void open(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
      @Context HttpServletResponse response,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws Exception {
    try {
      QueryText text = QueryText.parse(uri.getRequestUri().getRawQuery(), this);
      LiveRequest asked = LiveRequest.read(text, Optional.ofNullable(lastEventId));
      Position begin = begin(asked);
      keepFromBuffering(response);
      if (tail.letIn(asked.query(), begin, new SseOutput(sink, sse, asked, cursors))) {
        return;
      }
    } catch (BadQueryException e) {
      throw Problem.refusal(400, String.join(" ", e.problem().causes()));
    }
    throw crowd.refusal();
  }

  /** Answers at once: the stream of a HEAD would never be seen to have lost its client. */
  @HEAD
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response head() {
    return Response.ok().build();
  }

  private Position begin(LiveRequest asked) throws Exception {
    if (asked.place().isEmpty()) {
      return events.now();
    }
    cursors.requireOurs(asked.after().orElseThrow(), asked.query(), asked.place().get());
    return asked.place().get();
  }

  /** nginx, and what learned it from there, passes such an answer on as it comes. */
  private static void keepFromBuffering(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
  }
}
