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
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
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

  /**
   * After so long no more of an answer is read: the read time-out is that of each part of it, so
   * that one that trickles would have no end.
   */
  static final Duration LONGEST_EXCHANGE = Duration.ofMinutes(1);

  /** So many times as long may an unhurried exchange last. */
  static final int UNHURRIED = 5;

  private static final String USER_AGENT = "Catchment";

  private final ClientBuilder builder;
  private final int largest;
  private final Duration longest;

  /** Each is for one exchange at a time. */
  private final Deque<Client> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean isClosed;

  /** Jersey follows redirects unless told not to; others pass the property over. */
  Transport(ClientBuilder builder, int largest, Duration longest) {
    this.largest = largest;
    this.longest = longest;
    this.builder =
        builder
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
            .property("jersey.config.client.followRedirects", false);
  }

  /**
   * Sends it.
   *
   * @param authorization the value of that header; empty for none
   * @throws LostException if no whole answer came, or not in time; {@linkplain LostException#isSlow
   *     slow} if one that is good was coming
   * @throws OktaTooLargeException if the answer is good, and larger than is read
   * @throws OktaMalformedException if it is not good and as large
   */
  Answer send(Call call, Optional<String> authorization)
      throws LostException, OktaMalformedException {
    Client client = takeClient();
    boolean isWhole = false;
    try {
      Answer answer = send(client, call, authorization);
      isWhole = true;
      return answer;
    } catch (ProcessingException | IOException e) {
      throw new LostException(e);
    } finally {
      if (isWhole) {
        giveBack(client);
      } else {
        client.close();
      }
    }
  }

  private Answer send(Client client, Call call, Optional<String> authorization)
      throws IOException, OktaMalformedException {
    long end = System.nanoTime() + (call.isUnhurried() ? UNHURRIED : 1) * longest.toNanos();
    try (Response response = invocation(client, call, authorization).invoke()) {
      try {
        return read(response, end);
      } catch (IOException | OktaMalformedException e) {
        // Before the answer: to close that, RESTEasy reads the rest of it, which may have no end.
        client.close();
        throw e;
      }
    }
  }

  private Answer read(Response response, long end) throws IOException, OktaMalformedException {
    Answer answer = new Answer(response.getStatus(), headers(response), body(response, end));
    if (answer.isSuccess() && answer.isCutOff()) {
      throw new EOFException("The answer is not whole");
    }
    return answer;
  }

  private static Invocation invocation(Client client, Call call, Optional<String> authorization) {
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

  private byte[] body(Response response, long end) throws IOException, OktaMalformedException {
    // Not hasEntity, which for RESTEasy is a matter of the content type.
    if (!(response.getEntity() instanceof InputStream stream)) {
      return new byte[0];
    }
    byte[] body = new TimedStream(stream, end, isGood(response)).readNBytes(largest + 1);
    if (body.length > largest) {
      throw tooLarge(response, body);
    }
    return body;
  }

  private OktaMalformedException tooLarge(Response response, byte[] read) {
    String message = "Okta's answer is larger than " + largest + " bytes.";
    return isGood(response)
        ? new OktaTooLargeException(
            message, Optional.ofNullable(headers(response).get(Answer.LINK)), read)
        : new OktaMalformedException(message);
  }

  private static boolean isGood(Response response) {
    return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
  }

  private Client takeClient() {
    Client client = idle.poll();
    return client == null ? build() : client;
  }

  private synchronized Client build() {
    return builder.build();
  }

  /** The one that was used last is the first to be used again: its connection is still open. */
  private void giveBack(Client client) {
    idle.push(client);
    if (isClosed) {
      closeIdle();
    }
  }

  private void closeIdle() {
    for (Client client = idle.poll(); client != null; client = idle.poll()) {
      client.close();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    closeIdle();
  }

  /** Gives nothing more after its end. */
  private static final class TimedStream extends FilterInputStream {
    private static final String TOO_LONG = "The answer takes too long";

    private final long end;
    private final boolean isGood;

    TimedStream(InputStream in, long end, boolean isGood) {
      super(in);
      this.end = end;
      this.isGood = isGood;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      requireTime();
      try {
        return super.read(bytes, offset, length);
      } catch (SocketTimeoutException e) {
        requireTime();
        throw e;
      }
    }

    private void requireTime() throws SocketTimeoutException {
      if (System.nanoTime() - end > 0) {
        throw isGood ? new SlowAnswerException(TOO_LONG) : new SocketTimeoutException(TOO_LONG);
      }
    }
  }
}
