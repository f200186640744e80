package io.catchment.receive;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer that does not wait for the rest of the request, and is the last on its connection. */
@FunctionalInterface
interface LastWord {

  /** Sends it. */
  void writeLast(HttpServletResponse response) throws IOException;
}
