package io.catchment.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A delivery as it lies on the queue. Written here once more, byte by byte: what the version before
 * has queued must be readable, so a change of the layout has to be noticed.
 */
record QueuedDelivery(UUID id, String org, Instant receivedAt, String body) {

  QueuedDelivery(UUID id, Instant receivedAt, String body) {
    this(id, "acme", receivedAt, body);
  }

  QueuedDelivery(Instant receivedAt, String body) {
    this(UUID.randomUUID(), receivedAt, body);
  }

  /** The bytes of a message, in layout 1. */
  static byte[] write(List<QueuedDelivery> deliveries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(1);
      out.writeInt(deliveries.size());
      for (QueuedDelivery delivery : deliveries) {
        delivery.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
    out.writeUTF(org);
    out.writeUTF("HOOK");
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt));
    out.writeUTF("127.0.0.1");
    out.writeBoolean(false);
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    out.writeInt(content.length);
    out.write(content);
  }
}
