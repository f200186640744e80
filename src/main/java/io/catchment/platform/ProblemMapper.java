package io.catchment.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Answers whatever a resource throws as a {@link Problem}, or as an {@link OktaProblem} where
 * Okta's clients come; what nobody expected is logged.
 */
public class ProblemMapper implements ExceptionMapper<Exception> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  /** Of the request that failed. */
  @Context protected UriInfo uri;

  @Override
  public Response toResponse(Exception exception) {
    if (exception instanceof WebApplicationException refusal) {
      return mapped(refusal.getResponse());
    }
    Problem problem = Problem.of(500, "Catchment failed; the server's log says why.");
    if (isForOktasClients()) {
      OktaProblem answer = OktaProblem.of(problem);
      LOG.log(Level.ERROR, "A request failed unexpectedly, answered as " + answer.id(), exception);
      return answer.response().build();
    }
    LOG.log(Level.ERROR, "A request failed unexpectedly", exception);
    return problem.response().build();
  }

  private boolean isForOktasClients() {
    return OktaProblem.isForPath(uri.getRequestUri().getRawPath());
  }

  /** A resource that has made its answer itself is not overruled. */
  private Response mapped(Response response) {
    if (response.hasEntity()) {
      return response;
    }
    Problem problem = Problem.of(response.getStatus(), detail(response.getStatus()));
    boolean oktas = isForOktasClients();
    Response.ResponseBuilder answer =
        oktas ? OktaProblem.of(problem).response() : problem.response();
    response.getHeaders().forEach((name, values) -> values.forEach(v -> answer.header(name, v)));
    return answer.type(oktas ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE).build();
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
