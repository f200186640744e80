package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.Origin;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.plugins.providers.sse.SseImpl;
import org.junit.jupiter.api.Test;

class SseOutputTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Position PLACE = new Position(NOW, 40);
  private static final EventQuery QUERY = Queries.arriving(Optional.of("acme"), "uuid pr", "");

  private final Cursors cursors = Queries.cursors("key");
  private final Sink sink = new Sink();
  private final SseOutput output =
      new SseOutput(
          sink,
          new SseImpl(),
          new LiveRequest(QUERY, Optional.empty(), Optional.empty(), false),
          cursors);

  @Test
  void send_event_hasThePlaceBehindItAsItsId() throws Exception {
    output.send(
        new Frame.Arrived(
            new FoundEvent(42, "acme", "u", NOW, NOW, NOW, Origin.HOOK, "{\"a\":1}")));

    OutboundSseEvent sent = sink.only();
    assertThat(sent.getName()).isEqualTo("event");
    assertThat(sent.getId()).isEqualTo(cursors.write(QUERY, new Position(NOW, 42)));
    assertThat((String) sent.getData()).endsWith(",\"event\":{\"a\":1}}");
  }

  @Test
  void send_skipped_tellsBothPlaces() throws Exception {
    Position end = new Position(NOW, 90);

    output.send(new Frame.Skipped(7, PLACE, end));

    OutboundSseEvent sent = sink.only();
    assertThat(sent.getName()).isEqualTo("skipped");
    assertThat(sent.getId()).isEqualTo(cursors.write(QUERY, end));
    assertThat(sent.getData())
        .isEqualTo(
            "{\"number\":7,\"after\":\"%s\",\"end\":\"%s\"}"
                .formatted(cursors.write(QUERY, PLACE), cursors.write(QUERY, end)));
  }

  @Test
  void send_place_isItsIdAndItsData() throws Exception {
    output.send(new Frame.Reached(PLACE));

    OutboundSseEvent sent = sink.only();
    assertThat(sent.getName()).isEqualTo("place");
    assertThat(sent.getId()).isEqualTo(cursors.write(QUERY, PLACE));
    assertThat(sent.getData()).isEqualTo("{\"after\":\"" + sent.getId() + "\"}");
    assertThat(sent.getReconnectDelay()).isEqualTo(2_000);
  }

  @Test
  void send_stillHere_isACommentOnly() throws Exception {
    output.send(new Frame.StillHere());

    OutboundSseEvent sent = sink.only();
    assertThat(sent.getComment()).isEqualTo("still here");
    assertThat(sent.getId()).isNull();
    assertThat(sent.getData()).isNull();
  }

  @Test
  void close_sink() {
    assertThat(output.isClosed()).isFalse();

    output.close();

    assertThat(output.isClosed()).isTrue();
  }

  /** Remembers what it is given. */
  private static final class Sink implements SseEventSink {
    private final List<OutboundSseEvent> sent = new ArrayList<>();
    private boolean closed;

    OutboundSseEvent only() {
      assertThat(sent).hasSize(1);
      return sent.get(0);
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
      sent.add(event);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
