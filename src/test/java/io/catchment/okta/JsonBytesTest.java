package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}",
        "[{},{\"a\":",
        " [ { \"a\" : [ { } ] } , ",
        "[{\"a\":\"}\\\"]\"}",
        "[1,",
        "[\"a\",",
        "[[[]]"
      })
  void hasWholeElement_firstOneEnds_has(String beginning) {
    assertThat(JsonBytes.hasWholeElement(beginning.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[{",
        "[{\"a\":{},\"b\":[1,2]",
        "[{\"a\":\"},{",
        "[{\"a\":\"\\\"},{",
        "[{\"a\":\"\\",
        "[\"a,b]"
      })
  void hasWholeElement_firstOneDoesNotEnd_hasNot(String beginning) {
    assertThat(JsonBytes.hasWholeElement(beginning.getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
