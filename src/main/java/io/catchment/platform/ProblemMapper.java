package io.catchment.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Answers whatever a resource throws as a {@link Problem}; what nobody expected is logged. */
public class ProblemMapper implements ExceptionMapper<Exception> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Exception exception) {
    if (exception instanceof WebApplicationException refusal) {
      return mapped(refusal.getResponse());
    }
    LOG.log(Level.ERROR, "A request failed unexpectedly", exception);
    return Problem.of(500, "Catchment failed; the server's log says why.").response().build();
  }

  /** A resource that has made its answer itself is not overruled. */
  private static Response mapped(Response response) {
    if (response.hasEntity()) {
      return response;
    }
    int status = response.getStatus();
    Response.ResponseBuilder problem = Problem.of(status, detail(status)).response();
    response.getHeaders().forEach((name, values) -> values.forEach(v -> problem.header(name, v)));
    return problem.type(Problem.MEDIA_TYPE).build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take this method; Allow names those it takes.";
      case 406 -> "This address cannot answer in a media type that Accept allows.";
      default -> "The request could not be taken.";
    };
  }
}
