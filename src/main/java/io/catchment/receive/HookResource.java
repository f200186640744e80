package io.catchment.receive;

import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The address that an org's event hook calls.
 *
 * <p>The protocol is Okta's, from its event hooks concept page: a one-time {@code GET} with a
 * challenge that is echoed, then {@code POST}s that are answered within three seconds. Okta retries
 * at most once, on a time-out or a 5xx, and never after a 4xx.
 */
@Path("{org}")
@FromOkta
@ApplicationScoped
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class HookResource {

  private static final int MAX_CHALLENGE_LENGTH = 1024;
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

  private static final Receipt UNSUPPORTED_MEDIA_TYPE =
      new Receipt(
          Answer.UNSUPPORTED_MEDIA_TYPE,
          "A delivery has the Content-Type application/json in UTF-8, and no Content-Encoding.");

  @Inject Settings settings;
  @Inject Intake intake;
  @Inject Deadline deadline;
  @Inject ReceiveMetrics metrics;

  /** The alias in the URL, for the filters, which run before the resource. */
  static String orgOf(ContainerRequestContext request) {
    return request.getUriInfo().getPathParameters().getFirst("org");
  }

  /**
   * Answers Okta's one-time verification with its own challenge.
   *
   * @param challenge printable ASCII, at most 1024 characters; anything else is answered 400
   */
  @GET
  public Response verify(
      @PathParam("org") String org,
      @HeaderParam("X-Okta-Verification-Challenge") String challenge) {
    if (!isSound(challenge)) {
      metrics.countVerification(org, Answer.MALFORMED);
      return new Receipt(
              Answer.MALFORMED,
              "A verification has the header X-Okta-Verification-Challenge, with at most "
                  + MAX_CHALLENGE_LENGTH
                  + " printable ASCII characters.")
          .response();
    }
    metrics.countVerification(org, Answer.VERIFIED);
    String echo = Json.createObjectBuilder().add("verification", challenge).build().toString();
    return Response.ok(echo, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /**
   * Takes a delivery. Answers 204 only when it is durable: on the queue, or in the database. What
   * cannot be read as a delivery is kept too, as a dead letter, and answered 400 or 413.
   *
   * <p>The thread goes back before the commit, which many calls share, and the answer follows. Okta
   * hangs up after three seconds: if there is no commit by the {@link Deadline}, the answer is 503.
   * {@link BodyFilter} has read the body.
   *
   * <p>The media type is looked at here and not by {@code @Consumes}, which would answer before the
   * filters have asked for the secret.
   */
  @POST
  public void receive(
      @PathParam("org") String org,
      @Context HttpServletRequest request,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse response) {
    Call call = new Call(org, (long) request.getAttribute(BodyFilter.START), response, metrics);
    CompletionStage<Receipt> receipt =
        isJson(headers)
            ? intake.take(
                org,
                (String) request.getAttribute(AddressFilter.SENDER),
                (Body) request.getAttribute(BodyFilter.BODY),
                headers.getLength())
            : CompletableFuture.completedStage(UNSUPPORTED_MEDIA_TYPE);
    deadline.watch(call);
    receipt.thenAccept(call::answer);
  }

  private static boolean isSound(String challenge) {
    return challenge != null
        && challenge.length() <= MAX_CHALLENGE_LENGTH
        && PRINTABLE.matcher(challenge).matches();
  }

  private static boolean isJson(HttpHeaders headers) {
    try {
      String header = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
      return header != null
          && headers.getHeaderString(HttpHeaders.CONTENT_ENCODING) == null
          && isJson(MediaType.valueOf(header));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isJson(MediaType type) {
    String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    return type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        && !type.isWildcardType()
        && !type.isWildcardSubtype()
        && charset.equalsIgnoreCase("utf-8");
  }
}
