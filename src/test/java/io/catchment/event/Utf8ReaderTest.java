package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {

  /** Of one to four bytes, and the one that stands for what is no UTF-8. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "\n", "é", "山", "😀", "\uFFFD")
        .list()
        .ofMaxSize(40)
        .map(characters -> String.join("", characters));
  }

  @Property(tries = 500)
  void read_textAcrossTheEndOfAPiece_isTheText(
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 0, max = 60) int before,
      @ForAll @IntRange(min = 1, max = 50) int portion)
      throws IOException {
    String whole = "x".repeat(2 * Utf8Reader.PIECE - before) + text;

    assertThat(read(whole.getBytes(StandardCharsets.UTF_8), portion)).isEqualTo(whole);
  }

  /** A parser that gets less moves what it has of a long text to the front each time. */
  @Test
  void read_asManyAsThereAre_givesAllThatIsAskedFor() throws IOException {
    byte[] bytes = "é".repeat(3 * Utf8Reader.PIECE).getBytes(StandardCharsets.UTF_8);
    char[] characters = new char[2 * Utf8Reader.PIECE];
    try (Reader reader = new Utf8Reader(bytes)) {
      assertThat(reader.read(characters)).isEqualTo(characters.length);
      assertThat(reader.read(characters)).isEqualTo(Utf8Reader.PIECE);
      assertThat(reader.read(characters)).isEqualTo(-1);
    }
  }

  @Test
  void text_thatEndsBefore_endsThere() {
    assertThat(new Utf8Text("é".getBytes(StandardCharsets.UTF_8)).indexOf(40)).isEqualTo(2);
  }

  /**
   * Half a pair, a continuation alone, one too few, an overlong form, beyond the last character.
   */
  @ParameterizedTest
  @ValueSource(strings = {"eda080", "80", "e5b1", "c0af", "f4908080", "ff", "8080808080"})
  void read_noUtf8_isRefusedWhereverItStands(String hex) {
    byte[] wrong = HexFormat.of().parseHex(hex);
    for (int before = Utf8Reader.PIECE - 8; before <= Utf8Reader.PIECE + 1; before++) {
      byte[] bytes = new byte[before + wrong.length + 10];
      Arrays.fill(bytes, (byte) 'x');
      System.arraycopy(wrong, 0, bytes, before, wrong.length);

      assertThatThrownBy(() -> read(bytes, 100))
          .as("after %d", before)
          .isInstanceOf(CharacterCodingException.class);
    }
  }

  @Property(tries = 500)
  void text_isCutOutByCharacters(@ForAll("texts") String left, @ForAll("texts") String right) {
    Utf8Text text = new Utf8Text((left + right + "!").getBytes(StandardCharsets.UTF_8));
    int start = text.indexOf(left.length());
    int end = text.indexOf(left.length() + right.length());

    assertThat(text.text(start, end)).isEqualTo(right);
    assertThat(text.at(end)).isEqualTo((byte) '!');
  }

  private static String read(byte[] bytes, int portion) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] characters = new char[portion];
    try (Reader reader = new Utf8Reader(bytes)) {
      for (int n = reader.read(characters); n >= 0; n = reader.read(characters)) {
        text.append(characters, 0, n);
      }
    }
    return text.toString();
  }
}
