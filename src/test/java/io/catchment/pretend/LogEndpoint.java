package io.catchment.pretend;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers queries of the System Log. */
final class LogEndpoint implements Endpoint {

  private static final int USUAL_EVENT_BYTES = 2_048;

  private final PretendLog log;
  private final Tokens tokens;
  private final Clock clock;

  LogEndpoint(PretendLog log, Tokens tokens, Clock clock) {
    this.log = log;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    tokens.require(request.authorization(), Scope.READ_LOGS);
    if (!request.path().isEmpty()) {
      throw OktaException.notFound(request.path());
    }
    if (!request.method().equals("GET")) {
      throw OktaException.wrongMethod();
    }
    LogQuery query = LogQuery.read(request.query(), clock);
    LogPage page = log.find(query);
    return new Answer(200, links(request, query, page.next()), json(page.events()));
  }

  private static List<String> links(Request request, LogQuery query, Optional<Cursor> next) {
    String address = request.base() + Bucket.LOGS.path();
    List<String> links = new ArrayList<>();
    links.add("<" + address + query.page(Optional.empty()) + ">; rel=\"self\"");
    next.ifPresent(cursor -> links.add("<" + address + query.page(next) + ">; rel=\"next\""));
    return links;
  }

  private static byte[] json(List<PretendEvent> events) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(2 + events.size() * USUAL_EVENT_BYTES);
    json.write('[');
    for (PretendEvent event : events) {
      if (json.size() > 1) {
        json.write(',');
      }
      json.writeBytes(event.inLog().getBytes(StandardCharsets.UTF_8));
    }
    json.write(']');
    return json.toByteArray();
  }
}
