package io.catchment.platform;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Why a caller may not call.
 *
 * @param status 401 for who is not known, 403 for who may not do this
 * @param detail what is missing, as a sentence for the caller
 * @param inOktasShape whether it is said as an {@link OktaProblem}, or else as a {@link Problem}
 * @param namesWaysIn whether who is not known is told how to identify himself, by the header that
 *     has a browser ask its user for a password
 */
public record Refusal(int status, String detail, boolean inOktasShape, boolean namesWaysIn) {

  private static final String WAYS_IN = "Bearer realm=\"Catchment\", Basic realm=\"Catchment\"";

  /** Whether it is because nobody knows who calls. */
  public boolean isOfAStranger() {
    return status == HttpServletResponse.SC_UNAUTHORIZED;
  }

  /** Answers with it, and leaves it to the server when to send. */
  public void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(inOktasShape ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE);
    if (namesWaysIn && isOfAStranger()) {
      response.setHeader("WWW-Authenticate", WAYS_IN);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private String json() {
    Problem problem = Problem.of(status, detail);
    return inOktasShape ? OktaProblem.of(problem).json() : problem.json();
  }
}
