package io.catchment.api;

import io.catchment.platform.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * What can be asked over HTTP, in OpenAPI 3.0.3: for people, and for tools that make clients of it.
 * 3.0.3 and not 3.1, because there are still generators that read nothing newer, and because Okta
 * describes its own API so.
 *
 * <p>It holds no secret, and is for viewers all the same: whoever calls the API has a token, and an
 * exception for one address would be one in the filter that guards all the others.
 */
@Path("openapi.json")
@ApplicationScoped
public class DescriptionResource {

  private static final String RESOURCE = "openapi.json";

  /** To be asked for again each time: another version may be deployed. */
  private static final String CACHING = "private, no-cache";

  private final byte[] description;
  private final String hash;

  /** Reads the description, which is part of the application. */
  public DescriptionResource() {
    description = read();
    hash = HexFormat.of().formatHex(Sha256.of(description));
  }

  private static byte[] read() {
    try (InputStream in = DescriptionResource.class.getResourceAsStream(RESOURCE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The description of the API cannot be read.", e);
    }
  }

  /** The description; 304 for who has this very one. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response show(@Context Request request) {
    EntityTag tag = new EntityTag(hash);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer = unchanged == null ? Response.ok(description) : unchanged;
    return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, CACHING).build();
  }
}
