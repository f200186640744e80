package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

  private static final Refusal STRANGER = new Refusal(401, "Who?", false, true);
  private static final Refusal KNOWN = new Refusal(403, "No.", false, true);

  @ParameterizedTest
  @CsvSource({"vic:wrong, vic", "vic:, vic", "vic:wr:ong, vic"})
  void findName_wrongPassword_isTheOneThatWasSent(String sent, String name) {
    assertThat(Refusals.findName(request("Basic " + base64(sent), null), STRANGER)).hasValue(name);
    assertThat(Refusals.findName(request("basic " + base64(sent), null), STRANGER)).hasValue(name);
  }

  @Test
  void findName_longNameWithLineBreaks_isCleanedAndCut() {
    String header = "Basic " + base64("a\nb" + "c".repeat(1_000) + ":wrong");

    assertThat(Refusals.findName(request(header, null), STRANGER))
        .hasValueSatisfying(name -> assertThat(name).startsWith("a\uFFFDbc").hasSize(255));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer wrong", "Basic", "Basic !", "Basic OnNlY3JldA==", "wrong"})
  void findName_strangerWithoutAName_isEmpty(String header) {
    assertThat(Refusals.findName(request(header, null), STRANGER)).isEmpty();
  }

  @Test
  void findName_known_isHisAndNotWhatHeSays() {
    String header = "Basic " + base64("other:secret");

    assertThat(Refusals.findName(request(header, "vic"), KNOWN)).hasValue("vic");
    assertThat(Refusals.findName(request(header, null), KNOWN)).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpServletRequest request(String authorization, String user) {
    Principal principal = user == null ? null : () -> user;
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, values) ->
                method.getName().equals("getUserPrincipal") ? principal : authorization);
  }
}
