package io.catchment.platform;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Optional;

/** IPv4 and IPv6 addresses and CIDR ranges. Host names are never looked up. */
public record AddressRanges(List<IPAddress> ranges) {

  /** No address at all. */
  public static final AddressRanges NONE = new AddressRanges(List.of());

  /** Without the library's many other notations, of which some stand for every address. */
  private static final IPAddressStringParameters PLAIN =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowPrefixOnly(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .allow_inet_aton(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allowLeadingZeros(false)
          .getParentBuilder()
          .toParams();

  public AddressRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * Whether the address is in one of the ranges. An IPv4 address written as IPv6 ({@code ::ffff:…})
   * counts as the IPv4 address that it is; what is no address is in no range.
   */
  public boolean contains(String address) {
    return parse(address)
        .filter(a -> !a.isMultiple())
        .filter(a -> ranges.stream().anyMatch(r -> r.contains(a)))
        .isPresent();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The address or range that the text says; empty if it says neither. */
  public static Optional<IPAddress> parse(String text) {
    return Optional.ofNullable(new IPAddressString(text.strip(), PLAIN).getAddress())
        .map(AddressRanges::withoutMapping)
        .map(IPAddress::toPrefixBlock);
  }

  private static IPAddress withoutMapping(IPAddress address) {
    boolean mapped = address.isIPv6() && address.toIPv6().isIPv4Mapped();
    return mapped ? address.toIPv6().getEmbeddedIPv4Address() : address;
  }
}
