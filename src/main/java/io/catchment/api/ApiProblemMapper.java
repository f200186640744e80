package io.catchment.api;

import io.catchment.platform.ProblemMapper;
import io.catchment.store.DatabaseTrouble;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Answers what a resource throws; 503 with {@code Retry-After} if the database is in trouble, which
 * is nobody's fault here and takes one line of the log.
 */
public class ApiProblemMapper extends ProblemMapper {

  private static final Logger LOG = System.getLogger(ApiProblemMapper.class.getName());

  private static final long RETRY_SECONDS = 10;

  @Override
  public Response toResponse(Exception exception) {
    return super.toResponse(
        findTrouble(exception).<Exception>map(ApiProblemMapper::unavailable).orElse(exception));
  }

  /** None if a resource has decided itself what to answer. */
  private static Optional<String> findTrouble(Exception exception) {
    return exception instanceof WebApplicationException
        ? Optional.empty()
        : DatabaseTrouble.find(exception);
  }

  private static ServiceUnavailableException unavailable(String trouble) {
    LOG.log(Level.WARNING, "A request needs the database, answered 503: {0}", trouble);
    return new ServiceUnavailableException(RETRY_SECONDS);
  }
}
