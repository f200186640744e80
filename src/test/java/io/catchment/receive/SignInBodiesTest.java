package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInBodiesTest {

  private static final int LIMIT = 100;

  private long nanos;
  private final SignInBodies bodies = new SignInBodies(() -> nanos);

  @Test
  void read_whole_isTheBody() throws IOException {
    Body body = bodies.read(text("name=ann"), LIMIT).orElseThrow();

    assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo("name=ann");
    assertThat(body.tooLarge()).isFalse();
  }

  @Test
  void read_larger_isTooLarge() throws IOException {
    assertThat(bodies.read(text("x".repeat(LIMIT + 1)), LIMIT).orElseThrow().tooLarge()).isTrue();
  }

  @Test
  void read_whoTrickles_isCutWhenHisTimeIsOver() {
    Trickle trickle = new Trickle();

    assertThatThrownBy(() -> bodies.read(trickle, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in time");
    assertThat(trickle.given).isEqualTo(10);
  }

  @Test
  void read_moreAtTheSameTime_haveNoTurnUntilOneIsOver() throws IOException {
    List<Optional<Body>> read = new ArrayList<>();

    readWithin(SignInBodies.MOST + 1, read);

    assertThat(read).hasSize(SignInBodies.MOST + 1);
    assertThat(read.get(0)).isEmpty();
    assertThat(read.subList(1, read.size())).allMatch(Optional::isPresent);
    assertThat(bodies.read(text(""), LIMIT)).isPresent();
  }

  @Test
  void read_thatFails_givesTheTurnBack() throws IOException {
    for (int i = 0; i <= SignInBodies.MOST; i++) {
      assertThatThrownBy(() -> bodies.read(new Trickle(), LIMIT)).isInstanceOf(IOException.class);
    }

    assertThat(bodies.read(text(""), LIMIT)).isPresent();
  }

  /** Each reads the next one while it is read itself; the innermost is the first in the list. */
  private void readWithin(int depth, List<Optional<Body>> read) throws IOException {
    if (depth > 0) {
      read.add(bodies.read(new Within(() -> readNext(depth - 1, read)), LIMIT));
    }
  }

  private void readNext(int depth, List<Optional<Body>> read) {
    try {
      readWithin(depth, read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A byte at a time, each after a tenth of what all of them may take. */
  private final class Trickle extends InputStream {
    private int given;

    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      given++;
      nanos += SignInBodies.LONGEST / 10;
      buffer[offset] = 'x';
      return 1;
    }
  }

  /** Has something done when it is read, and is at its end. */
  private static final class Within extends InputStream {
    private final Runnable work;

    Within(Runnable work) {
      this.work = work;
    }

    @Override
    public int read() {
      work.run();
      return -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }
  }
}
