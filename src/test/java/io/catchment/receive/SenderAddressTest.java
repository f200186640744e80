package io.catchment.receive;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import io.catchment.platform.AddressRanges;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderAddressTest {

  private static final String OKTA = "203.0.113.9";
  private static final String ALLOWED = "198.51.100.66";
  private static final String PROXY = "10.0.0.1";
  private static final String OUTER_PROXY = "10.0.0.2";

  @Test
  void find_noProxyTrusted() {
    assertThat(SenderAddress.find(OKTA, List.of(), List.of(), AddressRanges.NONE)).isEqualTo(OKTA);
    assertThat(
            SenderAddress.find(
                OKTA, List.of("for=" + ALLOWED), List.of(ALLOWED), AddressRanges.NONE))
        .isEqualTo(OKTA);
  }

  @Test
  void find_strangerWithHeaders() {
    assertThat(forwarded(OKTA, "for=" + ALLOWED)).isEqualTo(OKTA);
    assertThat(forwardedFor(OKTA, ALLOWED)).isEqualTo(OKTA);
    assertThat(forwardedFor(OKTA, PROXY)).isEqualTo(OKTA);
  }

  @Test
  void find_trustedProxyWithoutHeaders() {
    assertThat(forwarded(PROXY)).isEqualTo(PROXY);
    assertThat(forwardedFor(PROXY)).isEqualTo(PROXY);
  }

  @Test
  void find_oneProxy() {
    assertThat(forwarded(PROXY, "for=" + OKTA)).isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, OKTA)).isEqualTo(OKTA);
  }

  @Test
  void find_twoProxies() {
    assertThat(forwarded(PROXY, "for=" + OKTA + ", for=" + OUTER_PROXY)).isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, OKTA + ", " + OUTER_PROXY)).isEqualTo(OKTA);
  }

  @Test
  void find_onlyTrustedProxies() {
    assertThat(forwardedFor(PROXY, "10.9.9.9, " + OUTER_PROXY)).isEqualTo("10.9.9.9");
    assertThat(forwarded(PROXY, "for=10.9.9.9, for=" + OUTER_PROXY)).isEqualTo("10.9.9.9");
  }

  @Test
  void find_severalLines() {
    assertThat(forwarded(PROXY, "for=" + ALLOWED, "for=" + OKTA, "for=" + OUTER_PROXY))
        .isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, ALLOWED, OKTA + "," + OUTER_PROXY)).isEqualTo(OKTA);
  }

  @Test
  void find_spoofedList() {
    assertThat(forwarded(PROXY, "for=" + ALLOWED + ", for=" + OKTA)).isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, ALLOWED + ", " + OKTA)).isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, ALLOWED + ", " + PROXY + ", " + OKTA)).isEqualTo(OKTA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9 | 203.0.113.9",
        "For=\"203.0.113.9\" | 203.0.113.9",
        "FOR = 203.0.113.9 | 203.0.113.9",
        "for=203.0.113.9:4711 | 203.0.113.9",
        "for=\"203.0.113.9:4711\" | 203.0.113.9",
        "for=\"[2001:db8::9]\" | 2001:db8::9",
        "for=\"[2001:db8::9]:4711\" | 2001:db8::9",
        "for=\"[2001:DB8::9]:_port\" | 2001:DB8::9",
        "proto=https;for=203.0.113.9;by=10.0.0.1 | 203.0.113.9",
        "by=\"[2001:db8::1]\"; for=203.0.113.9 ;host=a.example | 203.0.113.9",
        "for=203.0.113.9;host=\"a,b;c\" | 203.0.113.9",
        "for=unknown | unknown",
        "for=_hidden | _hidden",
        "for=\"_hidden:_port\" | _hidden:_port",
      })
  void find_forwarded(String line, String sender) {
    assertThat(forwarded(PROXY, line)).isEqualTo(sender);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "203.0.113.9:4711 | 203.0.113.9",
        "2001:db8::9 | 2001:db8::9",
        "[2001:db8::9] | 2001:db8::9",
        "[2001:db8::9]:4711 | 2001:db8::9",
        "198.51.100.66,203.0.113.9 | 203.0.113.9",
        "198.51.100.66 ,  203.0.113.9  | 203.0.113.9",
        "unknown | unknown",
        "203.0.113.9,10.0.0.2:80,[::ffff:10.0.0.3]:80 | 203.0.113.9",
      })
  void find_forwardedFor(String line, String sender) {
    assertThat(forwardedFor(PROXY, line)).isEqualTo(sender);
  }

  /** What is no address is no trusted proxy: what stands before it is hearsay. */
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_hidden", "10.0.0", "proxy.acme.example", "10.0.0.*", "/8"})
  void find_hopThatIsNoAddress(String hop) {
    assertThat(forwarded(PROXY, "for=" + ALLOWED + ", for=" + hop)).isEqualTo(hop);
    assertThat(forwardedFor(PROXY, ALLOWED + ", " + hop)).isEqualTo(hop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ,"})
  void find_emptyList(String line) {
    assertThat(forwardedFor(PROXY, line)).isEqualTo(PROXY);
    assertThat(forwarded(PROXY, line)).isEqualTo(PROXY);
  }

  @Test
  void find_emptyHop() {
    assertThat(
            SenderAddress.find(
                "127.0.0.1",
                List.of("for=" + ALLOWED + ", for=\"\""),
                List.of(),
                ranges("127.0.0.0/8")))
        .isNotEqualTo(ALLOWED);
  }

  /** A hop that does not say for whom is a hop all the same. */
  @Test
  void find_hopWithoutFor() {
    assertThat(forwarded(PROXY, "for=" + ALLOWED + ", by=10.0.0.1;proto=https"))
        .isNotEqualTo(ALLOWED);
  }

  /**
   * Most proxies write one of the headers and pass the other on as it came, from whoever sent it.
   */
  @Test
  void find_headersThatDisagree() {
    AddressRanges proxies = ranges("10.0.0.0/8");

    assertThat(SenderAddress.find(PROXY, List.of("for=" + ALLOWED), List.of(OKTA), proxies))
        .isEqualTo("unknown");
    assertThat(SenderAddress.find(PROXY, List.of("for=" + OKTA), List.of(ALLOWED), proxies))
        .isEqualTo("unknown");
  }

  @Test
  void find_headersThatAgree() {
    assertThat(
            SenderAddress.find(
                PROXY, List.of("for=\"" + OKTA + ":80\""), List.of(OKTA), ranges("10.0.0.0/8")))
        .isEqualTo(OKTA);
  }

  @Provide
  Arbitrary<String> spoofed() {
    return Arbitraries.of(
            "for=",
            "for=" + ALLOWED,
            "For=\"" + ALLOWED + "\"",
            "by=x",
            "\"",
            "\\",
            ",",
            ";",
            " ",
            "=",
            "[",
            "]",
            ":",
            ALLOWED,
            PROXY,
            "unknown")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  /** Whatever a stranger sends before it, the proxy's own word counts, or nothing does. */
  @Property
  void find_anySpoofedForwarded(@ForAll("spoofed") String spoofed) {
    for (String own : List.of("for=" + OKTA, "for=\"" + OKTA + ":80\";proto=https")) {
      assertThat(forwarded(PROXY, spoofed + ", " + own))
          .isNotEqualTo(ALLOWED)
          .isNotEqualTo(OUTER_PROXY);
      assertThat(forwarded(PROXY, spoofed, own)).isEqualTo(OKTA);
    }
  }

  @Property
  void find_anySpoofedForwardedFor(@ForAll("spoofed") String spoofed) {
    assertThat(forwardedFor(PROXY, spoofed + ", " + OKTA)).isEqualTo(OKTA);
    assertThat(forwardedFor(PROXY, spoofed, OKTA)).isEqualTo(OKTA);
  }

  @Property
  void find_anyText(@ForAll String text) {
    assertThat(forwarded(PROXY, text)).isNotNull();
    assertThat(forwardedFor(PROXY, text)).isNotNull();
  }

  private static String forwarded(String peer, String... lines) {
    return SenderAddress.find(peer, List.of(lines), List.of(), ranges("10.0.0.0/8"));
  }

  private static String forwardedFor(String peer, String... lines) {
    return SenderAddress.find(peer, List.of(), List.of(lines), ranges("10.0.0.0/8"));
  }

  private static AddressRanges ranges(String... ranges) {
    return new AddressRanges(
        Stream.of(ranges).map(IPAddressString::new).map(IPAddressString::getAddress).toList());
  }
}
