package io.catchment.pretend;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What every request of a bucket passes: the rate limit first, then the faults. */
final class Gate implements HttpHandler {

  /** Looks like a page at its ends. */
  private static final String GARBLED = "[{\"uuid\":]";

  private static final byte[] OF_A_GATEWAY =
      "<html><body>Somebody on the way.</body></html>".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = System.getLogger(Gate.class.getName());
  private static final String ELSEWHERE = "http://okta.elsewhere.invalid";

  private final Bucket bucket;
  private final RateLimit rateLimit;
  private final Faults faults;
  private final Endpoint endpoint;

  Gate(Bucket bucket, RateLimit rateLimit, Faults faults, Endpoint endpoint) {
    this.bucket = bucket;
    this.rateLimit = rateLimit;
    this.faults = faults;
    this.endpoint = endpoint;
  }

  /** Without an answer, closing the exchange closes the connection. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      RateLimit.Use use = rateLimit.count();
      Request request = Request.read(exchange, bucket);
      if (use.isOver()) {
        send(OktaException.overTheLimit().answer(), use, exchange);
        return;
      }
      Faults.Fault fault = faults.next(bucket).orElse(Faults.NONE);
      if (fault.kind() == Faults.Kind.CLOSE) {
        return;
      }
      Answer answer = answer(request, fault);
      if (fault.kind() != Faults.Kind.CLOSE_AFTER) {
        send(answer, use, exchange);
      }
    }
  }

  private Answer answer(Request request, Faults.Fault fault) throws IOException {
    return switch (fault.kind()) {
      case ANSWER -> OktaException.fault(fault.status()).answer();
      case INTERCEPT -> new Answer(fault.status(), List.of(), OF_A_GATEWAY);
      case HANG -> {
        hang(fault);
        yield answer(request);
      }
      case LINK_ELSEWHERE -> linkElsewhere(answer(request), request);
      case LINK_TO_ITSELF -> linkToItself(answer(request));
      case SPOIL -> spoil(answer(request));
      case GARBLE -> garble(answer(request));
      default -> answer(request);
    };
  }

  private Answer answer(Request request) {
    try {
      return endpoint.answer(request);
    } catch (OktaException e) {
      return e.answer();
    } catch (RuntimeException e) {
      // The server would close the connection, and nobody would ever know why.
      LOG.log(Level.ERROR, "The pretend Okta failed at " + request.method(), e);
      return OktaException.fault(500).answer();
    }
  }

  /** Stopping Okta interrupts it. */
  private static void hang(Faults.Fault fault) throws IOException {
    try {
      new CountDownLatch(1).await(fault.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static Answer linkElsewhere(Answer answer, Request request) {
    String base = request.base().toString();
    return answer.withLinks(
        answer.links().stream().map(link -> link.replace(base, ELSEWHERE)).toList());
  }

  private static Answer linkToItself(Answer answer) {
    return answer.withLinks(
        answer.links().stream()
            .filter(link -> link.endsWith("rel=\"self\""))
            .map(link -> link.replace("rel=\"self\"", "rel=\"next\""))
            .toList());
  }

  private static Answer spoil(Answer answer) {
    return answer.status() == 200 ? Unreadable.among(answer) : answer;
  }

  private static Answer garble(Answer answer) {
    return new Answer(answer.status(), answer.links(), GARBLED.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(Answer answer, RateLimit.Use use, HttpExchange exchange)
      throws IOException {
    boolean none = answer.status() == 429;
    Headers headers = exchange.getResponseHeaders();
    if (use.isLimited()) {
      headers.set("X-Rate-Limit-Limit", Integer.toString(use.limit()));
      headers.set("X-Rate-Limit-Remaining", Integer.toString(none ? 0 : use.remaining()));
      headers.set("X-Rate-Limit-Reset", Long.toString(use.resetAt()));
    }
    answer.send(exchange);
  }
}
