package io.catchment.okta;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request once, by the platform's REST client: RESTEasy on WildFly, Jersey on Payara. No
 * redirect is followed. Safe for many threads.
 */
final class Transport implements AutoCloseable {

  private static final int CONNECT_SECONDS = 5;

  /** Okta itself gives up a query after 30 s. */
  private static final int READ_SECONDS = 40;

  /** The largest answer that is usually read, in bytes. */
  static final int MAX_ANSWER = 64 * 1024 * 1024;

  private static final String USER_AGENT = "Catchment";

  private final Client client;
  private final int largest;

  /** Jersey follows redirects unless told not to; others pass the property over. */
  Transport(ClientBuilder builder, int largest) {
    this.largest = largest;
    client =
        builder
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
            .property("jersey.config.client.followRedirects", false)
            .build();
  }

  /**
   * Sends it.
   *
   * @param authorization the value of that header; empty for none
   * @throws LostException if no whole answer came
   * @throws OktaTooLargeException if the answer is good, and larger than is read
   * @throws OktaMalformedException if it is not good and as large
   */
  Answer send(Call call, Optional<String> authorization)
      throws LostException, OktaMalformedException {
    Invocation.Builder request =
        client
            .target(call.uri())
            .request(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.USER_AGENT, USER_AGENT);
    authorization.ifPresent(value -> request.header(HttpHeaders.AUTHORIZATION, value));
    if (!call.isRepeatable()) {
      // The JDK's connections, which Jersey uses, repeat a POST on their own unless it is streamed.
      request.property("jersey.config.client.request.entity.processing", "CHUNKED");
    }
    try (Response response = invocation(request, call).invoke()) {
      Answer answer = new Answer(response.getStatus(), headers(response), body(response));
      if (answer.isSuccess() && answer.isCutOff()) {
        throw new EOFException("The answer is not whole");
      }
      return answer;
    } catch (ProcessingException | IOException e) {
      throw new LostException(e);
    }
  }

  private static Invocation invocation(Invocation.Builder request, Call call) {
    return call.body()
        .map(body -> request.build(call.method(), Entity.entity(body.bytes(), body.type())))
        .orElseGet(() -> request.build(call.method()));
  }

  private static Map<String, String> headers(Response response) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Answer.HEADERS) {
      Optional.ofNullable(response.getHeaderString(name)).ifPresent(v -> headers.put(name, v));
    }
    return headers;
  }

  private byte[] body(Response response) throws IOException, OktaMalformedException {
    // Not hasEntity, which for RESTEasy is a matter of the content type.
    if (!(response.getEntity() instanceof InputStream stream)) {
      return new byte[0];
    }
    byte[] body = stream.readNBytes(largest + 1);
    if (body.length > largest) {
      throw tooLarge(response, body);
    }
    return body;
  }

  private OktaMalformedException tooLarge(Response response, byte[] read) {
    String message = "Okta's answer is larger than " + largest + " bytes.";
    return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL
        ? new OktaTooLargeException(
            message, Optional.ofNullable(headers(response).get(Answer.LINK)), read)
        : new OktaMalformedException(message);
  }

  @Override
  public void close() {
    client.close();
  }
}
