package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BodyTest {

  private static final int LIMIT = 100_000;

  @Test
  void read_empty() throws IOException {
    Body body = Body.read(InputStream.nullInputStream(), LIMIT);

    assertThat(body.bytes()).isEmpty();
    assertThat(body.tooLarge()).isFalse();
  }

  @Test
  void read_asLargeAsTheLimit() throws IOException {
    byte[] sent = bytes(LIMIT);

    Body body = Body.read(new ByteArrayInputStream(sent), LIMIT);

    assertThat(body.bytes()).isEqualTo(sent);
    assertThat(body.tooLarge()).isFalse();
  }

  @Test
  void read_oneByteMoreThanTheLimit() throws IOException {
    byte[] sent = bytes(LIMIT + 1);

    Body body = Body.read(new ByteArrayInputStream(sent), LIMIT);

    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, Body.KEPT_OF_TOO_LARGE));
    assertThat(body.tooLarge()).isTrue();
  }

  @Test
  void read_tooLargeForASmallLimit() throws IOException {
    byte[] sent = bytes(2_000);

    Body body = Body.read(new ByteArrayInputStream(sent), 1_024);

    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, 1_024));
    assertThat(body.tooLarge()).isTrue();
  }

  @Test
  void read_endless() throws IOException {
    Sender sender = new Sender(Long.MAX_VALUE, Integer.MAX_VALUE);

    Body body = Body.read(sender, LIMIT);

    assertThat(body.tooLarge()).isTrue();
    assertThat(sender.taken).isEqualTo(LIMIT + 1);
  }

  @Test
  void read_senderStopsShort() {
    for (long length : new long[] {0, 1, LIMIT - 1, LIMIT}) {
      InputStream sender = new Sender(length, 8_192);

      assertThatIOException().isThrownBy(() -> Body.read(sender, LIMIT)).withMessage("broke off");
    }
  }

  /** Nobody needs to know that the body breaks off where it is not read any more. */
  @Test
  void read_senderStopsBehindTheLimit() throws IOException {
    assertThat(Body.read(new Sender(LIMIT + 1, 8_192), LIMIT).tooLarge()).isTrue();
  }

  @Property(tries = 200)
  void read_inAnyPieces(
      @ForAll @IntRange(max = 3_000) int size, @ForAll @IntRange(min = 1, max = 500) int piece)
      throws IOException {
    byte[] sent = bytes(size);
    InputStream inPieces =
        new ByteArrayInputStream(sent) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, piece));
          }
        };

    Body body = Body.read(inPieces, 2_000);

    assertThat(body.tooLarge()).isEqualTo(size > 2_000);
    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, Math.min(size, 2_000)));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** Sends so many bytes, a few at a time, and then breaks off without an end. */
  private static final class Sender extends InputStream {
    private final long length;
    private final int most;
    private long taken;

    Sender(long length, int most) {
      this.length = length;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1) - 1;
    }

    @Override
    public int read(byte[] target, int offset, int size) throws IOException {
      if (taken >= length) {
        throw new IOException("broke off");
      }
      int sent = (int) Math.min(Math.min(size, most), length - taken);
      taken += sent;
      return sent;
    }
  }
}
