package io.catchment.search;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;

/**
 * A client by Server-Sent Events (WHATWG HTML, "Server-sent events"). Every id is the cursor of a
 * place: of the one behind the event, or behind all that has been told.
 *
 * <p>RESTEasy sends without waiting, and its stage is over when the client has taken the event.
 * Jersey waits for a slow client, and by its stage says neither that nor whether it failed; but
 * then the sink is closed. Neither notices that a client is gone before something is sent to it.
 * Both wait at the end, RESTEasy without a limit, until the client has taken what was sent to it.
 */
final class SseOutput implements LiveOutput {

  /** After this time a browser comes back that was cut off. */
  private static final long RECONNECT_MILLIS = 2_000;

  private final SseEventSink sink;
  private final Sse sse;
  private final LiveRequest asked;
  private final Cursors cursors;

  SseOutput(SseEventSink sink, Sse sse, LiveRequest asked, Cursors cursors) {
    this.sink = sink;
    this.sse = sse;
    this.asked = asked;
    this.cursors = cursors;
  }

  @Override
  public CompletionStage<?> send(Frame frame) throws Exception {
    return sink.send(event(frame));
  }

  private OutboundSseEvent event(Frame frame) throws Exception {
    if (frame instanceof Frame.Arrived arrived) {
      FoundEvent event = arrived.event();
      return event("event", cursor(event.position()), LiveView.of(event, asked.asInLog()));
    }
    if (frame instanceof Frame.Skipped skipped) {
      String end = cursor(skipped.end());
      String data = LiveView.of(skipped.number(), cursor(skipped.after()), end);
      return event("skipped", end, data);
    }
    if (frame instanceof Frame.Reached reached) {
      String cursor = cursor(reached.place());
      return event("place", cursor, LiveView.of(cursor));
    }
    return sse.newEventBuilder().comment("still here").build();
  }

  private OutboundSseEvent event(String name, String id, String data) {
    return sse.newEventBuilder()
        .name(name)
        .id(id)
        .reconnectDelay(RECONNECT_MILLIS)
        .data(String.class, data)
        .build();
  }

  private String cursor(Position place) throws Exception {
    return cursors.write(asked.query(), place);
  }

  @Override
  public boolean isClosed() {
    return sink.isClosed();
  }

  @Override
  public void close() {
    sink.close();
  }
}
