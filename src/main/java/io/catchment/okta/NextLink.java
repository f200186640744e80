package io.catchment.okta;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the next page in a {@code Link} header (RFC 8288), in which Okta also names this page. */
final class NextLink {

  private static final String PARAMETER =
      "\\s*;\\s*([^\\s,;=\"]+)\\s*(?:=\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\"|[^\\s,;\"]+))?";
  private static final Pattern PARAMETERS = Pattern.compile(PARAMETER);
  private static final Pattern LINK = Pattern.compile("<([^<>]*)>((?:" + PARAMETER + ")*)");

  private NextLink() {}

  /**
   * The address that the header calls {@code next}, as it is; empty if it calls none so.
   *
   * @throws OktaMalformedException if that is no address below {@code base}
   */
  static Optional<URI> find(Optional<String> header, URI base) throws OktaMalformedException {
    Matcher link = LINK.matcher(header.orElse(""));
    while (link.find()) {
      if (isNext(link.group(2))) {
        return Optional.of(own(link.group(1), base));
      }
    }
    return Optional.empty();
  }

  private static boolean isNext(String parameters) {
    return PARAMETERS
        .matcher(parameters)
        .results()
        .filter(p -> p.group(1).equalsIgnoreCase("rel") && p.group(2) != null)
        .flatMap(p -> Stream.of(p.group(2).replace("\"", "").split(" ")))
        .anyMatch("next"::equalsIgnoreCase);
  }

  private static URI own(String address, URI base) throws OktaMalformedException {
    try {
      URI uri = new URI(address);
      if (isOwn(uri, base)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Reported below: it leads nowhere either.
    }
    throw new OktaMalformedException(
        "Okta's answer names a next page that is not on " + base + ", so it is not followed.");
  }

  /** Whether it is an address of the API at the same scheme, host and port. */
  static boolean isOwn(URI uri, URI base) {
    return base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getHost().equalsIgnoreCase(uri.getHost())
        && port(base) == port(uri)
        && uri.getRawUserInfo() == null
        && uri.getRawPath().startsWith("/api/v1/");
  }

  private static int port(URI uri) {
    boolean byDefault = uri.getPort() < 0;
    return byDefault ? ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80) : uri.getPort();
  }
}
