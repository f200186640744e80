package io.catchment.platform;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Optional;

/** IPv4 and IPv6 addresses and CIDR ranges. Host names are never looked up. */
public record AddressRanges(List<IPAddress> ranges) {

  /** No address at all. */
  public static final AddressRanges NONE = new AddressRanges(List.of());

  public AddressRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * Whether the address is in one of the ranges. An IPv4 address written as IPv6 ({@code ::ffff:…})
   * counts as the IPv4 address that it is; what is no address is in no range.
   */
  public boolean contains(String address) {
    return parse(address).filter(a -> ranges.stream().anyMatch(r -> r.contains(a))).isPresent();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The address or range that the text says; empty if it says neither. */
  static Optional<IPAddress> parse(String text) {
    IPAddressString parsed = new IPAddressString(text.strip());
    boolean concrete = parsed.isValid() && !parsed.isEmpty() && !parsed.isAllAddresses();
    return concrete ? Optional.of(withoutMapping(parsed.getAddress())) : Optional.empty();
  }

  private static IPAddress withoutMapping(IPAddress address) {
    boolean mapped = address.isIPv6() && address.toIPv6().isIPv4Mapped();
    return mapped ? address.toIPv6().getEmbeddedIPv4Address() : address.toPrefixBlock();
  }
}
