package io.catchment.receive;

import io.catchment.platform.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a caller is told.
 *
 * @param answer how the call ended
 * @param detail what is wrong, as a sentence for the caller; empty for a success
 */
record Receipt(Answer answer, String detail) {

  /** Nobody took it. */
  static final Receipt UNAVAILABLE =
      new Receipt(Answer.UNAVAILABLE, "Neither broker nor database takes anything now; try again.");

  private static final int RETRY_AFTER_SECONDS = 5;

  static Receipt success(Answer answer) {
    return new Receipt(answer, "");
  }

  Response response() {
    if (answer.status() < 300) {
      return Response.status(answer.status()).build();
    }
    Response.ResponseBuilder problem = Problem.of(answer.status(), detail).response();
    if (answer.status() == 503) {
      problem.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (answer == Answer.UNAUTHORIZED) {
      problem.header(HttpHeaders.WWW_AUTHENTICATE, "Secret realm=\"Catchment\"");
    }
    if (answer == Answer.TOO_LARGE) {
      // The rest of the body was not read. On a connection that went on, WildFly now and then never
      // answered the next request. RFC 9110 allows to close it, in section 15.5.14.
      problem.header("Connection", "close");
    }
    return problem.build();
  }

  /**
   * Writes the answer where the rest of the request is not waited for, and says that it is the last
   * one on its connection.
   */
  void writeLast(HttpServletResponse servletResponse) throws IOException {
    Response response = response();
    servletResponse.setStatus(response.getStatus());
    response
        .getStringHeaders()
        .forEach((name, values) -> values.forEach(v -> servletResponse.addHeader(name, v)));
    servletResponse.setHeader("Connection", "close");
    byte[] body = String.valueOf(response.getEntity()).getBytes(StandardCharsets.UTF_8);
    servletResponse.setContentLength(body.length);
    servletResponse.getOutputStream().write(body);
    servletResponse.flushBuffer();
  }
}
