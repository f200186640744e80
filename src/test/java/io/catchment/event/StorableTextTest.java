package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StorableTextTest {

  @Test
  void isStorable_anyLanguage() {
    assertThat(StorableText.isStorable("")).isTrue();
    assertThat(StorableText.isStorable("Zoë Ødegård 山田 \u0001 😀")).isTrue();
  }

  @Test
  void isStorable_nulOrHalfAPair() {
    assertThat(StorableText.isStorable("a\u0000b")).isFalse();
    assertThat(StorableText.isStorable("a\uD83D")).isFalse();
    assertThat(StorableText.isStorable("\uDE00b")).isFalse();
    assertThat(StorableText.isStorable("\uDE00\uD83D")).isFalse();
  }

  @Test
  void forColumn_null() {
    assertThat(StorableText.forColumn(null, 10)).isNull();
  }

  @Test
  void forColumn_refusedCharacters() {
    assertThat(StorableText.forColumn("a\u0000b\uD83Dc\uDE00", 10))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void forColumn_longerThanTheColumn() {
    assertThat(StorableText.forColumn("abcdef", 6)).isEqualTo("abcdef");
    assertThat(StorableText.forColumn("abcdef", 5)).isEqualTo("abcde");
  }

  @Test
  void forColumn_pairAtTheCut() {
    assertThat(StorableText.forColumn("ab😀c", 3)).isEqualTo("ab");
    assertThat(StorableText.forColumn("ab😀c", 4)).isEqualTo("ab😀");
  }

  @Property
  void forColumn_anyText(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int maxLength) {
    String kept = StorableText.forColumn(text, maxLength);

    assertThat(kept.length()).isLessThanOrEqualTo(maxLength);
    assertThat(StorableText.isStorable(kept)).isTrue();
    assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(kept);
    if (StorableText.isStorable(text)) {
      assertThat(text).startsWith(kept);
      assertThat(kept.length()).isGreaterThanOrEqualTo(Math.min(text.length(), maxLength - 1));
    }
  }
}
