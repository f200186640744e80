package io.catchment.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.platform.Problem;
import io.catchment.platform.UnavailableException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiProblemMapperTest {

  private static final Exception AWAY =
      new PersistenceException(new SQLException("row of somebody", "08006"));

  private final Logger logger = Logger.getLogger("io.catchment");
  private final Kept log = new Kept();

  @BeforeEach
  void listen() {
    logger.addHandler(log);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(log);
  }

  @Test
  void toResponse_databaseAway_isUnavailableAndOneLineOfTheLog() {
    Response answer = answer(AWAY, "/catchment/api/dead-letters");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("10");
    assertThat((String) answer.getEntity())
        .contains("\"status\":503", "try again")
        .doesNotContain("somebody", "08006");
    assertThat(log.records)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.WARNING);
              assertThat(line.getThrown()).isNull();
              assertThat(line.getParameters()).containsExactly("SQLSTATE 08006");
            });
  }

  @Test
  void toResponse_transactionThatDidNotCommit_isUnavailable() {
    Exception failed = new IllegalStateException(new RollbackException("timed out"));

    assertThat(answer(failed, "/catchment/api/events/u1").getStatus()).isEqualTo(503);
  }

  @Test
  void toResponse_databaseAwayForOktasClients_isSaidInTheirShape() {
    Response answer = answer(AWAY, "/catchment/api/v1/logs");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getMediaType()).hasToString("application/json");
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("10");
    assertThat((String) answer.getEntity())
        .contains("\"errorCode\":\"E0000009\"", "try again")
        .doesNotContain("somebody", "08006");
    assertThat(log.records)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getMessage()).contains("answered 503", errorId(answer));
              assertThat(line.getParameters()).containsExactly("SQLSTATE 08006");
            });
  }

  @Test
  void toResponse_unavailable_tellsTheCallerWhatToDo() {
    Exception busy = new UnavailableException("Too many.", "Too many. Ask for less.", AWAY);

    Response answer = answer(busy, "/catchment/api/statistics");

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("10");
    assertThat((String) answer.getEntity()).contains("Too many. Ask for less.");
    assertThat(log.records)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getThrown()).isNull();
              assertThat(line.getParameters()).containsExactly("Too many.");
            });
  }

  @Test
  void toResponse_faultForOktasClients_isInTheLogByTheIdOfTheAnswer() {
    for (Exception fault :
        List.of(new IllegalStateException("ours"), new InternalServerErrorException(AWAY))) {
      log.records.clear();

      Response answer = answer(fault, "/catchment/api/v1/logs");

      assertThat(answer.getStatus()).isEqualTo(500);
      assertThat(log.records)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getMessage()).endsWith(errorId(answer));
                assertThat(line.getThrown()).isSameAs(fault);
              });
    }
  }

  private static String errorId(Response answer) {
    return ((String) answer.getEntity()).replaceAll(".*\"errorId\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void toResponse_faultOfOurs_isAnErrorWithItsTrace() {
    Exception fault = new IllegalStateException("ours");

    Response answer = answer(fault, "/catchment/api/events/u1");

    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getHeaderString("Retry-After")).isNull();
    assertThat(log.records)
        .singleElement()
        .satisfies(line -> assertThat(line.getThrown()).isSameAs(fault));
  }

  @Test
  void toResponse_textThatTheDatabaseRefuses_isNoTroubleOfTheDatabase() {
    Exception refused = new PersistenceException(new SQLException("odd byte", "22021"));

    assertThat(answer(refused, "/catchment/api/events/u1").getStatus()).isEqualTo(500);
  }

  @Test
  void toResponse_whatAResourceHasDecided_stays() {
    WebApplicationException refusal = Problem.refusal(422, "It stays.");
    WebApplicationException caused = new NotFoundException(AWAY);

    assertThat(answer(refusal, "/catchment/api/x")).isSameAs(refusal.getResponse());
    assertThat(answer(caused, "/catchment/api/x").getStatus()).isEqualTo(404);
    assertThat(log.records).isEmpty();
  }

  private static Response answer(Exception failure, String path) {
    return new AskedAt(path).toResponse(failure);
  }

  private static final class AskedAt extends ApiProblemMapper {
    private AskedAt(String path) {
      URI called = URI.create("http://10.0.0.5:8080" + path);
      uri =
          (UriInfo)
              Proxy.newProxyInstance(
                  UriInfo.class.getClassLoader(),
                  new Class<?>[] {UriInfo.class},
                  (self, method, values) -> called);
    }
  }

  /** What was logged. */
  private static final class Kept extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
