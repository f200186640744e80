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

  private static final String UNKNOWN = "unknown";
  private static final Pattern BRACKETED = Pattern.compile("\\[([^]]*)](?::.*)?");
  private static final Pattern IPV4_WITH_PORT = Pattern.compile("([\\d.]+):\\d+");

  private SenderAddress() {}

  /**
   * The nearest address that is not a trusted proxy's.
   *
   * <p>Most proxies write one of the two headers and pass the other on as a stranger sent it. So if
   * both are there they must agree; if they do not, the sender is unknown.
   *
   * @param peer the address at the other end of the connection
   * @param forwarded the values of {@code Forwarded}, in order
   * @param forwardedFor the values of {@code X-Forwarded-For}, in order
   */
  static String find(
      String peer, List<String> forwarded, List<String> forwardedFor, AddressRanges proxies) {
    String byForwarded = nearestStranger(peer, forwardedHops(forwarded), proxies);
    String byForwardedFor = nearestStranger(peer, split(forwardedFor), proxies);
    if (forwarded.isEmpty()) {
      return byForwardedFor;
    }
    boolean agreed = forwardedFor.isEmpty() || byForwardedFor.equals(byForwarded);
    return agreed ? byForwarded : UNKNOWN;
  }

  private static String nearestStranger(String peer, List<String> hops, AddressRanges proxies) {
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

  /** Each line for itself, so that nothing a stranger sent can reach into a proxy's own line. */
  private static List<String> forwardedHops(List<String> lines) {
    List<String> hops = new ArrayList<>();
    for (String line : lines) {
      for (String element : splitOutsideQuotes(line, ',')) {
        if (!element.isBlank()) {
          hops.add(forwardedFor(element));
        }
      }
    }
    return hops;
  }

  /** An element that does not say for whom is a hop all the same. */
  private static String forwardedFor(String element) {
    for (String pair : splitOutsideQuotes(element, ';')) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase("for")) {
        return withoutPort(unquoted(pair.substring(equals + 1).strip()));
      }
    }
    return UNKNOWN;
  }

  /** The parts; of a text whose last quote is never closed nothing is known. */
  private static List<String> splitOutsideQuotes(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return quoted ? List.of(UNKNOWN) : parts;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
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
