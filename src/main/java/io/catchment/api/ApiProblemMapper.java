package io.catchment.api;

import io.catchment.platform.ProblemMapper;
import io.catchment.platform.UnavailableException;
import io.catchment.store.DatabaseTrouble;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Answers what a resource throws; 503 with {@code Retry-After} if the database is in trouble, which
 * is nobody's fault here and takes one line of the log.
 */
public class ApiProblemMapper extends ProblemMapper {

  private static final String DETAIL = "Catchment cannot do this now; try again a little later.";

  @Override
  public Response toResponse(Exception exception) {
    return super.toResponse(
        findTrouble(exception)
            .<Exception>map(trouble -> new UnavailableException(trouble, DETAIL, exception))
            .orElse(exception));
  }

  /** None if it is decided already what to answer. */
  private static Optional<String> findTrouble(Exception exception) {
    return exception instanceof WebApplicationException || exception instanceof UnavailableException
        ? Optional.empty()
        : DatabaseTrouble.find(exception);
  }
}
