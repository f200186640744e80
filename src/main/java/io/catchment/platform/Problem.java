package io.catchment.platform;

import jakarta.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * An answer that says what went wrong, as RFC 9457 describes it.
 *
 * @param status the HTTP status
 * @param title the status in words
 * @param detail what is wrong here, and what to do about it
 */
public record Problem(int status, String title, String detail) {

  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    String title =
        Optional.ofNullable(Status.fromStatusCode(status)).map(Status::toString).orElse("Error");
    return new Problem(status, title, detail);
  }

  /** An answer that ends the request. */
  public static WebApplicationException refusal(int status, String detail) {
    return new WebApplicationException(of(status, detail).response().build());
  }

  /** The answer, to which headers can be added. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(json());
  }

  /** The answer's body. */
  public String json() {
    return Json.createObjectBuilder()
        .add("type", "about:blank")
        .add("title", title)
        .add("status", status)
        .add("detail", detail)
        .build()
        .toString();
  }
}
