package io.catchment.baseline;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Reads a delivery and forgets it: the most that the server can answer. */
@Path("no-op")
public class NoOpResource {

  /** Says that it is there. */
  @GET
  public String greet() {
    return "ready";
  }

  /** Answers 204. */
  @POST
  public void forget(byte[] body) {
    // That is all.
  }
}
