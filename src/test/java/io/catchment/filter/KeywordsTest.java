package io.catchment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.catchment.event.JsonTree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "San Francisco",
        "  San \t Francisco\n",
        "\"San Francisco\"",
        "San\"Francisco",
        "San\u00a0Francisco",
        "San\u3000Francisco\u0000"
      })
  void parse_words(String text) throws Exception {
    assertThat(Keywords.parse(text).words()).containsExactly("San", "Francisco");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"\"", "\t\r\n"})
  void parse_nothing(String text) throws Exception {
    assertThat(Keywords.parse(text).words()).isEmpty();
  }

  @Test
  void parse_signsBelongToWords() throws Exception {
    assertThat(Keywords.parse("XOx-2J ann@example.com /oauth2?a=b 'x' (y)").words())
        .containsExactly("XOx-2J", "ann@example.com", "/oauth2?a=b", "'x'", "(y)");
  }

  @Test
  void parse_tooManyWords() throws Exception {
    String ten = String.join(" ", Collections.nCopies(10, "x"));

    assertThat(Keywords.parse(ten).words()).hasSize(10);
    assertThatExceptionOfType(KeywordsException.class)
        .isThrownBy(() -> Keywords.parse(ten + " x"))
        .withMessage("A search has at most 10 words.");
    assertThatExceptionOfType(KeywordsException.class)
        .isThrownBy(() -> Keywords.parse("x ".repeat(1_000_000)));
  }

  @Test
  void parse_tooLongAWord() throws Exception {
    String forty = "\uD83D\uDE00".repeat(40);

    assertThat(Keywords.parse("a " + forty).words()).containsExactly("a", forty);
    assertThatExceptionOfType(KeywordsException.class)
        .isThrownBy(() -> Keywords.parse("a " + "x".repeat(41)))
        .withMessage(
            "A word of a search has at most 40 characters; the one that begins with"
                + " 'xxxxxxxxxxxxxxxxxxxx' is longer. Shorten it, or use a filter.");
    assertThatExceptionOfType(KeywordsException.class)
        .isThrownBy(() -> Keywords.parse("x".repeat(1_000_000)));
  }

  private static final String EVENT =
      """
      {"displayMessage":"Sign in from Z\\u00dcRICH","version":0,"actor":{"alternateId":"Ann@Example.com"},
       "securityContext":{"asNumber":15169,"isProxy":true,"unit":"\u212a","end":"\u03bf\u03b4\u03bf\u03c2"},
       "target":[{"displayName":"Straße"},null,["x"]]}
      """;

  private static boolean matches(String words) throws KeywordsException {
    return Keywords.parse(words).matches(JsonTree.read(EVENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ANN@EXAMPLE.COM",
        "z\u00fcrich sign",
        "1516 x",
        "\u212a",
        "\u039f\u0394\u039f\u03a3",
        "stra",
        "\u00dfe"
      })
  void matches_everyWordInSomeValue(String words) throws Exception {
    assertThat(matches(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann bob", "displayMessage", "true", "null", "unit", "k@", "signin", "{"})
  void matches_noValueHoldsAWord(String words) throws Exception {
    assertThat(matches(words)).isFalse();
  }

  @Property
  void matches_anyCase(@ForAll String text) {
    JsonTree event = new JsonTree.Members(Map.of("a", new JsonTree.Text("-" + text + "-")));
    assertThat(new Keywords(List.of(text)).matches(event)).isTrue();
    assertThat(new Keywords(List.of(asciiUpperCase(text))).matches(event)).isTrue();
  }

  private static String asciiUpperCase(String text) {
    return text.chars()
        .map(c -> c >= 'a' && c <= 'z' ? c - 32 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property
  void parse_anyText(@ForAll String text) {
    try {
      assertThat(Keywords.parse(text).words())
          .hasSizeLessThanOrEqualTo(10)
          .allMatch(word -> !word.isBlank() && text.contains(word));
    } catch (KeywordsException e) {
      assertThat(e).hasMessageContaining("at most");
    }
  }
}
