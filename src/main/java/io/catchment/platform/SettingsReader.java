package io.catchment.platform;

import inet.ipaddr.IPAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns the settings' text into {@link Settings}, and collects every problem on the way, so that an
 * operator mends them all at once. A problem never quotes a secret.
 */
final class SettingsReader {

  /** How an org may be called, and a token. */
  static final Pattern ALIAS = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  static final int DEFAULT_MAX_BODY_SIZE = 8 * 1024 * 1024;
  static final Duration DEFAULT_GIVE_UP_AFTER = Duration.ofHours(1);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);
  static final Duration DEFAULT_AUDIT_KEEP = Duration.ofDays(400);
  private static final Duration SHORTEST_AUDIT_KEEP = Duration.ofDays(1);
  private static final int LARGEST_MAX_BODY_SIZE = 64 * 1024 * 1024;

  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)+");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final SettingsText text;
  private final OktaSettingsReader okta;

  private SettingsReader(SettingsText text) {
    this.text = text;
    this.okta = new OktaSettingsReader(text);
  }

  /**
   * Reads everything.
   *
   * @throws SettingsException naming every setting that is wrong, and what to do
   */
  static Settings read(SettingsSource source) {
    SettingsText text = new SettingsText(source);
    text.readConfigFile();
    SettingsReader reader = new SettingsReader(text);
    Settings settings =
        new Settings(
            reader.byName("catchment.orgs", reader::readOrg),
            reader.byName("catchment.tokens", reader::readToken),
            reader.readRanges(
                "catchment.trusted-proxies", reader.text.list("catchment.trusted-proxies")),
            reader.readMaxBodySize(),
            reader.readRedelivery(),
            reader.readGiveUpAfter(),
            reader.okta.readReconcile(),
            reader.okta.readRanges(),
            reader.readLease(),
            reader.readAuditKeep());
    text.refuseUnknown("catchment.org", text.list("catchment.orgs"));
    text.refuseUnknown("catchment.token", text.list("catchment.tokens"));
    text.refuseUnknown("catchment", List.of("reconcile", "okta-ranges", "audit"));
    if (!text.problems().isEmpty()) {
      throw new SettingsException(text.problems());
    }
    return settings;
  }

  private <T> Map<String, T> byName(String setting, Function<String, Optional<T>> read) {
    Map<String, T> byName = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String name : text.list(setting)) {
      if (!ALIAS.matcher(name).matches()) {
        text.problem(
            setting,
            "has the name \""
                + name
                + "\"; use small letters, digits and inner hyphens, at most 63");
      } else if (!seen.add(name)) {
        text.problem(setting, "names \"" + name + "\" twice; remove one");
      } else {
        read.apply(name).ifPresent(value -> byName.put(name, value));
      }
    }
    return byName;
  }

  private Optional<OrgSettings> readOrg(String alias) {
    String prefix = "catchment.org." + alias + ".";
    Optional<String> domain = readDomain(prefix + "domain");
    String header = readHeader(prefix + "header");
    Map<String, Secrets> requiredHeaders = readRequiredHeaders(prefix + "required-headers");
    List<String> allow = text.list(prefix + "allow");
    AddressRanges ranges =
        readRanges(prefix + "allow", allow.stream().filter(a -> !isOkta(a)).toList());
    boolean secretOnVerification = readSecretOnVerification(prefix + "verification");
    Optional<ApiSettings> api = okta.readApi(prefix, domain);
    ReconcileScope scope = okta.readScope(prefix + "reconcile");
    return text.requireSecrets(prefix + "secrets", SettingsText::commaSeparated)
        .map(
            secrets ->
                new OrgSettings(
                    alias,
                    domain,
                    header,
                    secrets,
                    requiredHeaders,
                    ranges,
                    allow.stream().anyMatch(SettingsReader::isOkta),
                    secretOnVerification,
                    api,
                    scope));
  }

  private Optional<String> readDomain(String setting) {
    Optional<String> domain = text.find(setting);
    if (domain.filter(d -> !HOST_NAME.matcher(d).matches()).isPresent()) {
      text.problem(setting, "is not a host name such as acme.okta.com");
    }
    return domain;
  }

  private String readHeader(String setting) {
    String header = text.find(setting).orElse("Authorization");
    if (!HEADER_NAME.matcher(header).matches()) {
      text.problem(setting, "is not the name of an HTTP header");
    }
    return header;
  }

  private Optional<TokenSettings> readToken(String name) {
    String prefix = "catchment.token." + name + ".";
    Role role = text.choice(prefix + "role", Role.VIEWER, "viewer or operator");
    return text.requireSecrets(prefix + "secret", List::of)
        .map(secrets -> new TokenSettings(name, secrets, role));
  }

  private Map<String, Secrets> readRequiredHeaders(String setting) {
    Map<String, Secrets> required = new LinkedHashMap<>();
    for (String header : text.list(setting)) {
      int colon = header.indexOf(':');
      String name = colon < 0 ? "" : header.substring(0, colon).strip();
      if (HEADER_NAME.matcher(name).matches()) {
        String value = header.substring(colon + 1).strip();
        required.put(name, () -> List.of(value));
      } else {
        text.problem(setting, "must be a list such as X-Stage: production, X-Team: identity");
      }
    }
    return required;
  }

  /** Stands for the addresses that Okta publishes. */
  private static boolean isOkta(String address) {
    return address.equals("okta");
  }

  private AddressRanges readRanges(String setting, List<String> texts) {
    List<IPAddress> ranges = new ArrayList<>();
    for (String range : texts) {
      AddressRanges.parse(range)
          .ifPresentOrElse(
              ranges::add,
              () ->
                  text.problem(
                      setting, "has \"" + range + "\", which is no address and no CIDR range"));
    }
    return new AddressRanges(ranges);
  }

  private boolean readSecretOnVerification(String setting) {
    String value = text.find(setting).orElse("secret");
    if (!value.equals("secret") && !value.equals("open")) {
      text.problem(setting, "is \"" + value + "\"; use secret (the default) or open");
    }
    return !value.equals("open");
  }

  private int readMaxBodySize() {
    String setting = "catchment.receive.max-body-size";
    Optional<String> value = text.find(setting);
    if (value.isEmpty()) {
      return DEFAULT_MAX_BODY_SIZE;
    }
    try {
      int size = Integer.parseInt(value.get());
      if (size >= 1024 && size <= LARGEST_MAX_BODY_SIZE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Reported below, in the same words as a number out of range.
    }
    text.problem(setting, "must be a number of bytes from 1024 to " + LARGEST_MAX_BODY_SIZE);
    return DEFAULT_MAX_BODY_SIZE;
  }

  private RedeliveryMode readRedelivery() {
    return text.choice(
        "catchment.queue.redelivery", RedeliveryMode.BROKER, "broker (the default) or copy");
  }

  /** A shorter one would be lost to a pause of the server, or of the database. */
  private Duration readLease() {
    return text.duration(
        "catchment.lease",
        Settings.DEFAULT_LEASE,
        duration ->
            duration.compareTo(SHORTEST_LEASE) >= 0 && duration.compareTo(LONGEST_LEASE) <= 0,
        "a duration from PT5S to PT1H");
  }

  private Duration readGiveUpAfter() {
    return text.duration(
        "catchment.store.give-up-after",
        DEFAULT_GIVE_UP_AFTER,
        duration -> !duration.isNegative(),
        "a duration such as PT1H or PT30M");
  }

  private Duration readAuditKeep() {
    return text.duration(
        "catchment.audit.keep",
        DEFAULT_AUDIT_KEEP,
        duration -> duration.compareTo(SHORTEST_AUDIT_KEEP) >= 0,
        "a duration such as P400D, at least P1D");
  }
}
