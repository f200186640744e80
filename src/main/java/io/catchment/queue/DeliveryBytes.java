package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deliveries as bytes: a byte that names the layout, how many they are, and one after the other.
 *
 * <p>A version that changes the layout takes another first byte and goes on reading this one:
 * messages of the version before may still be waiting.
 */
final class DeliveryBytes {

  private static final int LAYOUT = 1;

  /** A time beyond it is none, and there are databases that take none beyond. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private DeliveryBytes() {}

  /** In parts, one after the other. The bodies are the deliveries' own, for they may be large. */
  static List<byte[]> write(List<Delivery> deliveries) {
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(head)) {
      out.writeByte(LAYOUT);
      out.writeInt(deliveries.size());
      parts.add(take(head));
      for (Delivery delivery : deliveries) {
        writeHead(out, delivery);
        parts.add(take(head));
        parts.add(delivery.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A text of a delivery has more than 64 KiB.", e);
    }
    return parts;
  }

  private static byte[] take(ByteArrayOutputStream written) {
    byte[] bytes = written.toByteArray();
    written.reset();
    return bytes;
  }

  private static void writeHead(DataOutputStream out, Delivery delivery) throws IOException {
    out.writeLong(delivery.id().getMostSignificantBits());
    out.writeLong(delivery.id().getLeastSignificantBits());
    out.writeUTF(delivery.org());
    out.writeUTF(delivery.origin().name());
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, delivery.receivedAt()));
    out.writeUTF(delivery.remoteAddress());
    out.writeBoolean(delivery.defect().isPresent());
    if (delivery.defect().isPresent()) {
      out.writeUTF(delivery.defect().get());
    }
    out.writeInt(delivery.body().length);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if these are other bytes
   */
  static List<Delivery> read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int layout = in.readByte();
      if (layout != LAYOUT) {
        throw new IOException("There is no layout " + layout + " of deliveries.");
      }
      int number = in.readInt();
      List<Delivery> deliveries = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        deliveries.add(readDelivery(in));
      }
      return deliveries;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("A delivery has a member that none has.", e);
    }
  }

  private static Delivery readDelivery(DataInputStream in) throws IOException {
    UUID id = new UUID(in.readLong(), in.readLong());
    String org = in.readUTF();
    Origin origin = Origin.valueOf(in.readUTF());
    Instant receivedAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
    if (!isStorable(receivedAt)) {
      throw new IOException("A delivery cannot have been received at " + receivedAt + ".");
    }
    String remoteAddress = in.readUTF();
    Optional<String> defect = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    return new Delivery(id, org, origin, receivedAt, remoteAddress, readBody(in), defect);
  }

  /** Whether it is a time that a delivery can have. */
  static boolean isStorable(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
  }

  /** Never takes more memory than there are bytes, whatever length they claim. */
  private static byte[] readBody(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("The body of a delivery is cut off.");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return body;
  }
}
