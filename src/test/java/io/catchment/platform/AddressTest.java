package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

  private static final URI CALLED =
      URI.create("http://10.0.0.5:8080/catchment/api/v1/logs?limit=1");
  private static final AddressRanges PROXIES =
      new AddressRanges(List.of(AddressRanges.parse("192.0.2.1").orElseThrow()));
  private static final String PATH = "/catchment/api/v1/logs";

  @Test
  void find_withoutProxy_isWhereTheRequestArrived() {
    assertThat(find("198.51.100.7", Map.of())).isEqualTo("http://10.0.0.5:8080" + PATH);
  }

  @Test
  void find_stranger_isNotBelieved() {
    assertThat(
            find(
                "198.51.100.7",
                Map.of("X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example")))
        .isEqualTo("http://10.0.0.5:8080" + PATH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https|logs.example||https://logs.example",
        "https|logs.example|443|https://logs.example",
        "https|logs.example|8443|https://logs.example:8443",
        "https|logs.example:9443|8443|https://logs.example:9443",
        "https|logs.example, inner.example||https://logs.example",
        "'https, http'|[2001:db8::1]|444|https://[2001:db8::1]:444",
        "http|logs.example|80|http://logs.example",
        "https|||https://10.0.0.5:8080",
        "gopher|logs.example||http://logs.example",
        "https|logs.example/x><||https://10.0.0.5:8080",
        "https|a@logs.example||https://10.0.0.5:8080",
      })
  void find_trustedProxy_saysWhatTheClientCalled(
      String scheme, String host, String port, String expected) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Forwarded-Proto", scheme);
    headers.put("X-Forwarded-Host", host);
    headers.put("X-Forwarded-Port", port);

    assertThat(find("192.0.2.1", headers)).isEqualTo(expected + PATH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=1.2.3.4;proto=https;host=logs.example|https://logs.example",
        "Host=\"logs.example:8443\"; Proto=https, host=inner.example|https://logs.example:8443",
        "for=1.2.3.4|http://10.0.0.5:8080",
        "for=\"x|http://10.0.0.5:8080",
      })
  void find_trustedProxyThatWritesForwarded_isBelieved(String forwarded, String expected) {
    assertThat(find("192.0.2.1", Map.of("Forwarded", forwarded))).isEqualTo(expected + PATH);
  }

  private static String find(String peer, Map<String, String> headers) {
    return Address.find(CALLED, peer, headers::get, PROXIES);
  }
}
