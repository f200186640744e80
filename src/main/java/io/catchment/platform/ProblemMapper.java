package io.catchment.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Answers whatever a resource throws as a {@link Problem}, or as an {@link OktaProblem} where
 * Okta's clients come. What is not the client's fault is logged, with the id of the answer if it
 * has one; that there is no room {@link Crowd} says, once for many.
 */
public class ProblemMapper implements ExceptionMapper<Exception> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  private static final String CANNOT = "A request cannot be done now, answered 503";
  private static final int UNAVAILABLE = Response.Status.SERVICE_UNAVAILABLE.getStatusCode();

  /** Of the request that failed. */
  @Context protected UriInfo uri;

  @Override
  public Response toResponse(Exception exception) {
    if (exception instanceof WebApplicationException refusal) {
      return mapped(refusal);
    }
    if (exception instanceof UnavailableException unavailable) {
      return answer(
              Problem.of(UNAVAILABLE, unavailable.detail()), as -> logUnlessSaid(unavailable, as))
          .header(HttpHeaders.RETRY_AFTER, unavailable.retrySeconds())
          .build();
    }
    return answer(
            Problem.of(500, "Catchment failed; the server's log says why."),
            as -> LOG.log(Level.ERROR, "A request failed unexpectedly" + as, exception))
        .build();
  }

  /**
   * The answer in the shape of its path.
   *
   * @param log writes what went wrong; is given the end of a sentence, which names the answer's id
   *     if it has one
   */
  private Response.ResponseBuilder answer(Problem problem, Consumer<String> log) {
    if (!isForOktasClients()) {
      log.accept("");
      return problem.response();
    }
    OktaProblem answer = OktaProblem.of(problem);
    log.accept(", answered as " + answer.id());
    return answer.response();
  }

  private boolean isForOktasClients() {
    return OktaProblem.isForPath(uri.getRequestUri().getRawPath());
  }

  /** A resource that has made its answer itself is not overruled. */
  private Response mapped(WebApplicationException refusal) {
    Response response = refusal.getResponse();
    if (response.hasEntity()) {
      return response;
    }
    int status = response.getStatus();
    Response.ResponseBuilder answer =
        answer(Problem.of(status, detail(status)), as -> logIfOurs(refusal, status, as));
    response.getHeaders().forEach((name, values) -> values.forEach(v -> answer.header(name, v)));
    boolean oktas = isForOktasClients();
    return answer.type(oktas ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE).build();
  }

  private static void logUnlessSaid(UnavailableException unavailable, String as) {
    if (!(unavailable instanceof FullException)) {
      LOG.log(Level.WARNING, CANNOT + as + ": {0}", unavailable.getMessage());
    }
  }

  private static void logIfOurs(Exception refusal, int status, String as) {
    if (status >= 500) {
      LOG.log(Level.WARNING, "A request was answered " + status + as, refusal);
    }
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take this method; Allow names those it takes.";
      case 406 -> "This address cannot answer in a media type that Accept allows.";
      case 503 -> "Catchment cannot do this now; try again a little later.";
      default -> "The request could not be taken.";
    };
  }
}
