package io.catchment.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Why a caller may not call.
 *
 * @param status 401 for who is not known, 403 for who may not do this
 * @param detail what is missing, as a sentence for the caller
 */
public record Refusal(int status, String detail) {

  private static final String WAYS_IN = "Bearer realm=\"Catchment\", Basic realm=\"Catchment\"";

  /** Answers with it, and leaves it to the server when to send. */
  public void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = Problem.of(status, detail).json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(Problem.MEDIA_TYPE);
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", WAYS_IN);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
