package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import inet.ipaddr.IPAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "192.0.2.0/24, 192.0.2.255",
    "10.0.0.1/8, 10.255.0.3",
    "0.0.0.0/0, 203.0.113.9",
    "192.0.2.7/32, 192.0.2.7",
    "2001:db8::1, 2001:db8::1",
    "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
    "2001:db8::/32, 2001:db8:ffff::9",
    "2001:db8::1/32, 2001:db8:ffff::9",
    "::/0, 2001:db8::1",
    "192.0.2.0/24, ::ffff:192.0.2.9",
    "192.0.2.0/24, ::ffff:c000:209",
    "::ffff:192.0.2.9, 192.0.2.9",
    "::ffff:192.0.2.0/120, 192.0.2.9",
    "::ffff:192.0.2.1/120, 192.0.2.9",
    "fe80::/10, fe80::1%eth0",
    "fe80::/10, fe80:0:0:0:0:0:0:1%2",
    "' 192.0.2.7 ', 192.0.2.7",
  })
  void contains_addressInTheRange(String range, String address) {
    assertThat(ranges(range).contains(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.8",
    "192.0.2.0/24, 192.0.3.0",
    "10.0.0.1/8, 11.0.0.1",
    "2001:db8::/32, 2001:db9::1",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 192.0.2.7",
    "192.0.2.0/24, ::192.0.2.7",
  })
  void contains_addressOutsideTheRange(String range, String address) {
    assertThat(ranges(range).contains(address)).isFalse();
  }

  /** Even where every address is in the range. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "-",
        "_",
        "/",
        "/8",
        "unknown",
        "_hidden",
        "localhost",
        "acme.example",
        "10",
        "10.1",
        "10.1.2",
        "10.0.0.0.1",
        "10.0.0.*",
        "10.0.0.1-9",
        "10.0.0.256",
        "10.0.0.0/8",
        "010.0.0.1",
        "0x0a000001",
        "0xa.0.0.1",
        "167772161",
        "10.0.0.1:80",
        "10.0.0.1 10.0.0.2",
        "10.0.0.1%eth0",
        "[::1]",
        "[::1]:80",
        "1::2::3",
        "12345::",
        "::1/129",
        "20010db8000000000000000000000001",
        "4)+k&C#VzJ4br>0wv%Yp",
        "１0.0.0.1",
      })
  void contains_noAddress(String text) {
    assertThat(ranges("0.0.0.0/0", "::/0").contains(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "-",
        "_",
        "/8",
        "10/8",
        "10.*",
        "10.0.0.*",
        "10.0.0.1-10.0.0.9",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "2001:db8::/129",
        "2001:db8::*",
        "localhost",
        "acme.example/24",
        "any",
      })
  void parse_noRange(String text) {
    assertThat(AddressRanges.parse(text)).isEmpty();
  }

  @Test
  void parse_addressWithPrefix() {
    assertThat(AddressRanges.parse("10.0.0.1/8")).isEqualTo(AddressRanges.parse("10.0.0.0/8"));
  }

  @Test
  void contains_severalRanges() {
    AddressRanges ranges = ranges("192.0.2.0/24", "2001:db8::/32", "198.51.100.4");

    assertThat(List.of("192.0.2.1", "2001:db8::1", "198.51.100.4")).allMatch(ranges::contains);
    assertThat(ranges.contains("198.51.100.5")).isFalse();
  }

  @Test
  void contains_none() {
    assertThat(AddressRanges.NONE.isEmpty()).isTrue();
    assertThat(AddressRanges.NONE.contains("192.0.2.1")).isFalse();
    assertThat(AddressRanges.NONE.contains("")).isFalse();
    assertThat(ranges("192.0.2.1").isEmpty()).isFalse();
  }

  /** The resolver's time-out would be many seconds for each name that does not exist. */
  @Test
  void contains_hostNamesWithoutLookingThemUp() {
    AddressRanges everything = ranges("0.0.0.0/0", "::/0");

    assertThat(everything.contains("localhost")).isFalse();
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertThat(everything.contains("host" + i + ".invalid")).isFalse();
          }
        });
  }

  @Property(tries = 500)
  void contains_anyIpv4Address(
      @ForAll @Size(4) List<@IntRange(max = 255) Integer> bytes,
      @ForAll @IntRange(max = 32) int prefix,
      @ForAll int other) {
    int value = bytes.stream().reduce(0, (sum, b) -> sum << 8 | b);
    int mask = prefix == 0 ? 0 : -1 << (32 - prefix);
    AddressRanges ranges = ranges(dotted(value) + "/" + prefix);

    assertThat(ranges.contains(dotted(other))).isEqualTo((value & mask) == (other & mask));
    assertThat(ranges.contains(dotted(value ^ (other & ~mask)))).isTrue();
    assertThat(ranges.contains("::ffff:" + dotted(value))).isTrue();
  }

  /** What a stranger writes into a header must never fail the request. */
  @Property(tries = 500)
  void contains_anyText(@ForAll String text) {
    assertThat(AddressRanges.NONE.contains(text)).isFalse();
  }

  private static String dotted(int value) {
    return "%d.%d.%d.%d"
        .formatted(value >>> 24, value >>> 16 & 0xFF, value >>> 8 & 0xFF, value & 0xFF);
  }

  private static AddressRanges ranges(String... texts) {
    List<IPAddress> ranges =
        Stream.of(texts).map(AddressRanges::parse).map(r -> r.orElseThrow()).toList();
    return new AddressRanges(ranges);
  }
}
