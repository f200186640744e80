package io.catchment.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryId;
import io.catchment.event.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryBytesTest {

  /**
   * Where the time is in a message with one delivery of the org acme: layout, number, id, texts.
   */
  private static final int RECEIVED_AT = 1 + 4 + 16 + (2 + 4) + (2 + 4);

  /** A database may take no such time, and then it could not be kept even as a dead letter. */
  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void read_receivedWhenNoneCanBe_isRefused(long microseconds) {
    byte[] bytes = bytes(delivery());
    ByteBuffer.wrap(bytes).putLong(RECEIVED_AT, microseconds);

    assertThatThrownBy(() -> DeliveryBytes.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("A delivery cannot have been received at");
  }

  /** A message with this delivery only. */
  static byte[] bytes(Delivery delivery) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DeliveryBytes.write(List.of(delivery)).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static Delivery delivery() {
    return new Delivery(
        DeliveryId.next(Instant.EPOCH),
        "acme",
        Origin.HOOK,
        Instant.EPOCH,
        "127.0.0.1",
        new byte[0],
        Optional.empty());
  }
}
