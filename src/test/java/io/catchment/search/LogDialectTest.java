package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"client\":{\"ipChain\":[{\"ip\":\"1.2.3.4\"}]}}|"
            + "{\"client\":{},\"request\":{\"ipChain\":[{\"ip\":\"1.2.3.4\"}]}}",
        "{\"client\":{\"id\":1,\"ipChain\":[]},\"request\":null,\"version\":\"0\"}|"
            + "{\"client\":{\"id\":1},\"request\":{\"ipChain\":[]},\"version\":\"0\"}",
        "{\"request\":{\"a\":true},\"client\":{\"ipChain\":null}}|"
            + "{\"request\":{\"a\":true,\"ipChain\":null},\"client\":{}}",
        "{\"n\":[-0.10e+400,1.000,12345678901234567890],\"client\":{\"ipChain\":[]}}|"
            + "{\"n\":[-0.10e+400,1.000,12345678901234567890],\"client\":{},\"request\":{\"ipChain\":[]}}",
        "{\"client\":{\"ipChain\":[]},\"s\":\"\\ud83d ü\\u0001\\\"\\\\\"}|"
            + "{\"client\":{},\"s\":\"\\ud83d ü\\u0001\\\"\\\\\",\"request\":{\"ipChain\":[]}}",
      })
  void translate_chainOfAHook_isMovedAndNothingElse(String hook, String log) {
    assertThat(LogDialect.translate(hook)).isEqualTo(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"request\" : {\"ipChain\":[]}, \"client\":{} }",
        "{ \"request\" : {\"ipChain\":[1]}, \"client\":{\"ipChain\":[2]} }",
        "{ \"request\" : \"none\", \"client\":{\"ipChain\":[2]} }",
        "{ \"client\" : \"none\" }",
        "{ \"client\" : null, \"a\" : 1.0 }",
        "{ \"uuid\" : \"u\" }",
      })
  void translate_anythingElse_staysCharacterByCharacter(String event) {
    assertThat(LogDialect.translate(event)).isEqualTo(event);
  }
}
