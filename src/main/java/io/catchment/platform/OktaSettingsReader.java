package io.catchment.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of the way back to Okta: an org's API, and the System Log. */
final class OktaSettingsReader {

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOKBACK = Duration.ofDays(90);
  private static final Pattern CELL = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final AddressRanges LOOPBACK =
      new AddressRanges(
          List.of(
              AddressRanges.parse("127.0.0.0/8").orElseThrow(),
              AddressRanges.parse("::1").orElseThrow()));

  private final SettingsText text;

  OktaSettingsReader(SettingsText text) {
    this.text = text;
  }

  /** An org's API access; empty if it has none, or has a problem with it. */
  Optional<ApiSettings> readApi(String prefix, Optional<String> domain) {
    Optional<URI> base = readBase(prefix + "url", domain);
    Optional<ApiCredentials> credentials = readCredentials(prefix);
    if (credentials.isPresent() && domain.isEmpty() && text.find(prefix + "url").isEmpty()) {
      text.problem(prefix + "domain", "is not set, and API access needs it, or " + prefix + "url");
    }
    return base.flatMap(uri -> credentials.map(known -> new ApiSettings(uri, known)));
  }

  private Optional<URI> readBase(String setting, Optional<String> domain) {
    Optional<String> url = text.find(setting);
    Optional<URI> base = url.or(() -> domain.map("https://"::concat)).flatMap(this::parseBase);
    if (url.isPresent() && base.isEmpty()) {
      text.problem(
          setting,
          "must be https:// and a host, and http:// only to this machine itself, without a path");
    }
    return base;
  }

  private Optional<URI> parseBase(String url) {
    try {
      URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if (uri.getHost() == null || !isAllowed(uri)) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return Optional.of(new URI(scheme, null, host, uri.getPort(), null, null, null));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isAllowed(URI uri) {
    boolean secure =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()));
    return secure
        && uri.getPort() <= 65535
        && uri.getRawUserInfo() == null
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static boolean isLoopback(String host) {
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || LOOPBACK.contains(host.replace("[", "").replace("]", "")));
  }

  private Optional<ApiCredentials> readCredentials(String prefix) {
    boolean token =
        text.find(prefix + "api-token").isPresent()
            || text.find(prefix + "api-token-file").isPresent();
    boolean application =
        text.find(prefix + "client-id").isPresent()
            || text.find(prefix + "private-key-file").isPresent();
    if (token && application) {
      text.problem(
          prefix + "api-token",
          "and " + prefix + "client-id are two ways to identify us; keep one of them");
      return Optional.empty();
    }
    return token ? readToken(prefix + "api-token") : readApplication(prefix);
  }

  private Optional<ApiCredentials> readToken(String setting) {
    return text.findSecrets(setting, List::of)
        .filter(secrets -> isToken(setting, secrets))
        .map(ApiCredentials.ApiToken::new);
  }

  private boolean isToken(String setting, Secrets secrets) {
    boolean sendable = secrets.current().get(0).chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (!sendable) {
      text.problem(setting, "or its file holds a space or a character that no token has");
    }
    return sendable;
  }

  private Optional<ApiCredentials> readApplication(String prefix) {
    Optional<String> clientId = text.find(prefix + "client-id");
    Optional<String> file = text.find(prefix + "private-key-file");
    if (clientId.isPresent() && file.isEmpty()) {
      text.problem(prefix + "private-key-file", "is not set, and " + prefix + "client-id needs it");
    } else if (clientId.isEmpty() && file.isPresent()) {
      text.problem(prefix + "client-id", "is not set, and " + prefix + "private-key-file needs it");
    }
    return clientId.flatMap(
        id ->
            file.flatMap(path -> readKey(prefix + "private-key-file", path))
                .map(key -> new ApiCredentials.ServiceApplication(id, key)));
  }

  /** Looks only whether it is of a kind that can be read, which tells most mistakes apart. */
  private Optional<Secrets> readKey(String setting, String path) {
    Optional<Secrets> key = text.openSecretFile(setting, path);
    String first = key.map(lines -> lines.current().get(0)).orElse("{");
    if (!first.startsWith("{") && !first.equals("-----BEGIN PRIVATE KEY-----")) {
      text.problem(
          setting,
          "names a file that holds neither a JWK nor a PKCS#8 private key in PEM"
              + " (openssl pkcs8 -topk8 -nocrypt makes one of an older PEM)");
      return Optional.empty();
    }
    return key;
  }

  ReconcileScope readScope(String setting) {
    return text.choice(setting, ReconcileScope.HOOK, "hook (the default), all or off");
  }

  ReconcileSettings readReconcile() {
    ReconcileSettings byDefault = ReconcileSettings.DEFAULT;
    return new ReconcileSettings(
        text.duration(
            "catchment.reconcile.interval",
            byDefault.interval(),
            interval -> interval.compareTo(SHORTEST_INTERVAL) >= 0,
            "a duration such as PT1M, at least PT1S"),
        text.duration(
            "catchment.reconcile.lookback",
            byDefault.lookback(),
            lookback -> !lookback.isNegative() && lookback.compareTo(LONGEST_LOOKBACK) <= 0,
            "a duration such as P7D, at most P90D"),
        text.duration(
            "catchment.reconcile.grace",
            byDefault.grace(),
            grace -> !grace.isNegative(),
            "a duration such as PT2M"),
        readRateShare());
  }

  OktaRangesSettings readRanges() {
    String setting = "catchment.okta-ranges.source";
    Optional<String> source = text.find(setting);
    List<String> cells = readCells("catchment.okta-ranges.cells");
    Optional<URI> uri = source.flatMap(OktaSettingsReader::parseSource);
    if (source.isPresent() && uri.isEmpty()) {
      text.problem(
          setting, "must begin with https://, without a user, or be the absolute path of a file");
    }
    return new OktaRangesSettings(uri.orElse(OktaRangesSettings.DEFAULT.source()), cells);
  }

  /** Whether there is such a cell, only the file tells. */
  private List<String> readCells(String setting) {
    List<String> cells = text.list(setting);
    for (String cell : cells) {
      if (!CELL.matcher(cell).matches()) {
        text.problem(setting, "has \"" + cell + "\", which is no cell such as us_cell_1");
      }
    }
    return cells;
  }

  private static Optional<URI> parseSource(String source) {
    try {
      if (source.startsWith("/")) {
        return Optional.of(Path.of(source).toUri());
      }
      URI uri = new URI(source);
      boolean secure =
          "https".equalsIgnoreCase(uri.getScheme())
              || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()));
      return Optional.of(uri)
          .filter(u -> u.getHost() != null && u.getRawUserInfo() == null && secure);
    } catch (URISyntaxException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private double readRateShare() {
    String setting = "catchment.reconcile.rate-share";
    Optional<String> share = text.find(setting);
    double value = -1;
    try {
      value = share.map(Double::parseDouble).orElse(ReconcileSettings.DEFAULT.rateShare());
    } catch (NumberFormatException e) {
      // Reported below, in the same words as a number out of range.
    }
    if (value > 0 && value <= 1) {
      return value;
    }
    text.problem(setting, "must be a number above 0 and at most 1, such as 0.5");
    return ReconcileSettings.DEFAULT.rateShare();
  }
}
