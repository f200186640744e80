package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @ParameterizedTest
  @ValueSource(ints = {0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x2028, 0x2029})
  void of_whatMayEndALineOrControlATerminal_isReplaced(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";

    assertThat(OneLine.of(text, 10)).isEqualTo("a\uFFFDb");
  }

  @Test
  void of_anythingElse_staysAsItIs() {
    assertThat(OneLine.of("\u00e4 {0} $1 \\ '", 100)).isEqualTo("\u00e4 {0} $1 \\ '");
  }

  @Test
  void of_longer_isCutAndSplitsNoPair() {
    assertThat(OneLine.of("abc", 3)).isEqualTo("abc");
    assertThat(OneLine.of("abcd", 3)).isEqualTo("abc");
    assertThat(OneLine.of("ab\ud83d\ude00", 3)).isEqualTo("ab");
  }
}
