package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {

  private static final int LIMIT = 100_000;

  @Test
  void body_ofNothing_isEmpty() {
    Body body = new BodyCollector(LIMIT).body();

    assertThat(body.bytes()).isEmpty();
    assertThat(body.tooLarge()).isFalse();
  }

  @Test
  void add_asMuchAsTheLimit_isKept() {
    byte[] sent = bytes(LIMIT);

    Body body = collect(sent, 8_192, LIMIT);

    assertThat(body.bytes()).isEqualTo(sent);
    assertThat(body.tooLarge()).isFalse();
  }

  @Test
  void add_oneByteMoreThanTheLimit_keepsTheBeginning() {
    byte[] sent = bytes(LIMIT + 1);

    Body body = collect(sent, 8_192, LIMIT);

    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, Body.KEPT_OF_TOO_LARGE));
    assertThat(body.tooLarge()).isTrue();
  }

  @Test
  void add_afterItWasTooLarge_keepsNoMore() {
    byte[] sent = bytes(8 * LIMIT);

    Body body = collect(sent, 8_192, LIMIT);

    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, Body.KEPT_OF_TOO_LARGE));
  }

  @Property(tries = 200)
  void add_inAnyPieces(
      @ForAll @IntRange(max = 3_000) int size, @ForAll @IntRange(min = 1, max = 500) int piece) {
    byte[] sent = bytes(size);

    Body body = collect(sent, piece, 2_000);

    assertThat(body.tooLarge()).isEqualTo(size > 2_000);
    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(sent, Math.min(size, 2_000)));
  }

  private static Body collect(byte[] sent, int piece, int limit) {
    BodyCollector collector = new BodyCollector(limit);
    for (int from = 0; from < sent.length; from += piece) {
      int to = Math.min(sent.length, from + piece);
      collector.add(Arrays.copyOfRange(sent, from, to), to - from);
    }
    return collector.body();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
