package io.catchment.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a client used, which links in an answer have to lead to.
 *
 * <p>A proxy may have been called by another one, and says so in {@code Forwarded} (RFC 7239) or in
 * {@code X-Forwarded-Proto}, {@code -Host} and {@code -Port}. Only a trusted proxy is believed; of
 * several in a row the first counts, which is the one that the client called. What a client makes
 * up itself leads nobody but itself astray.
 */
public final class Address {

  private static final Pattern SCHEME = Pattern.compile("https?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern AUTHORITY = Pattern.compile("(?:" + HOST + ")(?::[0-9]{1,5})?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern LAST_PORT = Pattern.compile(":[0-9]{1,5}$");

  private Address() {}

  /**
   * The address of a request, without its query.
   *
   * @param proxies those that are trusted
   */
  public static String find(UriInfo uri, HttpServletRequest request, AddressRanges proxies) {
    return find(uri.getRequestUri(), request.getRemoteAddr(), request::getHeader, proxies);
  }

  /**
   * The address without its query.
   *
   * @param called where the request arrived
   * @param peer the address at the other end of the connection
   * @param headers gives the value of a header, or null
   */
  static String find(
      URI called, String peer, UnaryOperator<String> headers, AddressRanges proxies) {
    String scheme = called.getScheme();
    String authority = called.getRawAuthority();
    if (proxies.contains(peer)) {
      scheme = forwardedScheme(headers).orElse(scheme);
      authority = forwardedAuthority(headers).orElse(authority);
    }
    return scheme + "://" + authority + called.getRawPath();
  }

  /**
   * The name of the host that a client called, without a port.
   *
   * @param proxies those that are trusted
   */
  static String findHost(HttpServletRequest request, AddressRanges proxies) {
    Optional<String> forwarded =
        proxies.contains(request.getRemoteAddr())
            ? forwardedAuthority(request::getHeader)
            : Optional.empty();
    return forwarded.map(Address::hostOf).orElseGet(request::getServerName);
  }

  /** The authority of an address without its port. */
  static String hostOf(String authority) {
    return LAST_PORT.matcher(authority).replaceFirst("");
  }

  private static Optional<String> forwardedScheme(UnaryOperator<String> headers) {
    return element(headers.apply("Forwarded"), "proto")
        .or(() -> first(headers.apply("X-Forwarded-Proto")))
        .filter(scheme -> SCHEME.matcher(scheme).matches());
  }

  private static Optional<String> forwardedAuthority(UnaryOperator<String> headers) {
    return element(headers.apply("Forwarded"), "host")
        .or(() -> first(headers.apply("X-Forwarded-Host")).map(host -> withPort(host, headers)))
        .filter(authority -> AUTHORITY.matcher(authority).matches());
  }

  /** Some proxies name the port in the host, some beside it. */
  private static String withPort(String host, UnaryOperator<String> headers) {
    Optional<String> port =
        first(headers.apply("X-Forwarded-Port"))
            .filter(number -> PORT.matcher(number).matches())
            .filter(number -> !isDefault(number, headers));
    boolean bare = HOST.matcher(host).matches();
    return bare ? host + port.map(number -> ":" + number).orElse("") : host;
  }

  private static boolean isDefault(String port, UnaryOperator<String> headers) {
    return port.equals(forwardedScheme(headers).orElse("").equals("https") ? "443" : "80");
  }

  private static Optional<String> first(String list) {
    return Optional.ofNullable(list)
        .map(values -> values.split(",", 2)[0].strip())
        .filter(value -> !value.isEmpty());
  }

  private static Optional<String> element(String forwarded, String name) {
    Matcher pair =
        Pattern.compile("(?i)(?:^|[;,])\\s*" + name + "=(?:\"([^\"]*)\"|([^;,\\s]*))")
            .matcher(Optional.ofNullable(forwarded).orElse(""));
    return pair.find()
        ? Optional.ofNullable(pair.group(1)).or(() -> Optional.ofNullable(pair.group(2)))
        : Optional.empty();
  }
}
