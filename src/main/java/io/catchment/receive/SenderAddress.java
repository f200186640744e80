package io.catchment.receive;

import io.catchment.platform.AddressRanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who sent a request that may have come through proxies.
 *
 * <p>Each proxy adds the address that it saw at the end of {@code X-Forwarded-For}, or of {@code
 * Forwarded} (RFC 7239). So the list is read from its end, and only as long as the one who said it
 * is a trusted proxy: what stands before the first stranger is hearsay.
 */
final class SenderAddress {

  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?i)(?:^|[;,])\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]*))");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^]]*)](?::\\d+)?");
  private static final Pattern IPV4_WITH_PORT = Pattern.compile("([\\d.]+):\\d+");

  private SenderAddress() {}

  /**
   * The nearest address that is not a trusted proxy's.
   *
   * @param peer the address at the other end of the connection
   * @param forwarded the values of {@code Forwarded}, in order
   * @param forwardedFor the values of {@code X-Forwarded-For}, in order; used if there is no {@code
   *     Forwarded}
   */
  static String find(
      String peer, List<String> forwarded, List<String> forwardedFor, AddressRanges proxies) {
    List<String> hops = forwarded.isEmpty() ? split(forwardedFor) : forwardedHops(forwarded);
    Collections.reverse(hops);
    String sender = peer;
    for (String hop : hops) {
      if (!proxies.contains(sender)) {
        break;
      }
      sender = hop;
    }
    return sender;
  }

  private static List<String> split(List<String> values) {
    List<String> hops = new ArrayList<>();
    for (String hop : String.join(",", values).split(",", -1)) {
      if (!hop.isBlank()) {
        hops.add(withoutPort(hop.strip()));
      }
    }
    return hops;
  }

  private static List<String> forwardedHops(List<String> values) {
    List<String> hops = new ArrayList<>();
    Matcher matcher = FORWARDED_FOR.matcher(String.join(",", values));
    while (matcher.find()) {
      hops.add(withoutPort(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
    }
    return hops;
  }

  private static String withoutPort(String hop) {
    Matcher bracketed = BRACKETED.matcher(hop);
    if (bracketed.matches()) {
      return bracketed.group(1);
    }
    Matcher ipv4 = IPV4_WITH_PORT.matcher(hop);
    return ipv4.matches() ? ipv4.group(1) : hop;
  }
}
