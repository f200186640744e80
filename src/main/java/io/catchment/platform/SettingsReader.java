package io.catchment.platform;

import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
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

  static final int DEFAULT_MAX_BODY_SIZE = 8 * 1024 * 1024;
  static final Duration DEFAULT_GIVE_UP_AFTER = Duration.ofHours(1);
  private static final int LARGEST_MAX_BODY_SIZE = 64 * 1024 * 1024;

  private static final Pattern ALIAS = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)+");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final SettingsSource source;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private SettingsReader(SettingsSource source) {
    this.source = source;
  }

  /**
   * Reads everything.
   *
   * @throws SettingsException naming every setting that is wrong, and what to do
   */
  static Settings read(SettingsSource source) {
    SettingsReader reader = new SettingsReader(source);
    reader.readConfigFile();
    Settings settings =
        new Settings(
            reader.byName("catchment.orgs", reader::readOrg),
            reader.byName("catchment.tokens", reader::readToken),
            reader.readRanges("catchment.trusted-proxies"),
            reader.readMaxBodySize(),
            reader.readRedelivery(),
            reader.readGiveUpAfter());
    reader.refuseUnknown("catchment.org", reader.list("catchment.orgs"));
    reader.refuseUnknown("catchment.token", reader.list("catchment.tokens"));
    if (!reader.problems.isEmpty()) {
      throw new SettingsException(reader.problems);
    }
    return settings;
  }

  private Optional<String> find(String setting) {
    known.add(setting);
    return source.find(setting);
  }

  /** A misspelt setting of an org would otherwise be an allow list, say, that is not in force. */
  private void refuseUnknown(String kind, List<String> names) {
    for (String setting : source.names()) {
      boolean ours = names.stream().anyMatch(n -> setting.startsWith(kind + "." + n + "."));
      if (ours && !known.contains(setting)) {
        problem(setting, "is no setting of Catchment; look for a misspelling");
      }
    }
  }

  private void readConfigFile() {
    try {
      source.readConfigFile();
    } catch (IOException | IllegalArgumentException e) {
      problem(SettingsSource.CONFIG_FILE, "names a file that cannot be read: " + e.getMessage());
    }
  }

  private <T> Map<String, T> byName(String setting, Function<String, Optional<T>> read) {
    Map<String, T> byName = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String name : list(setting)) {
      if (!ALIAS.matcher(name).matches()) {
        problem(
            setting,
            "has the name \""
                + name
                + "\"; use small letters, digits and inner hyphens, at most 63");
      } else if (!seen.add(name)) {
        problem(setting, "names \"" + name + "\" twice; remove one");
      } else {
        read.apply(name).ifPresent(value -> byName.put(name, value));
      }
    }
    return byName;
  }

  private Optional<OrgSettings> readOrg(String alias) {
    String prefix = "catchment.org." + alias + ".";
    Optional<String> domain = find(prefix + "domain");
    domain
        .filter(d -> !HOST_NAME.matcher(d).matches())
        .ifPresent(d -> problem(prefix + "domain", "is not a host name such as acme.okta.com"));
    String header = find(prefix + "header").orElse("Authorization");
    if (!HEADER_NAME.matcher(header).matches()) {
      problem(prefix + "header", "is not the name of an HTTP header");
    }
    Map<String, Secrets> requiredHeaders = readRequiredHeaders(prefix + "required-headers");
    AddressRanges allow = readRanges(prefix + "allow");
    boolean secretOnVerification = readSecretOnVerification(prefix + "verification");
    return readSecrets(prefix + "secrets", this::commaSeparated)
        .map(
            secrets ->
                new OrgSettings(
                    alias, domain, header, secrets, requiredHeaders, allow, secretOnVerification));
  }

  private Optional<TokenSettings> readToken(String name) {
    String prefix = "catchment.token." + name + ".";
    String roleName = find(prefix + "role").orElse(Role.VIEWER.settingName());
    Optional<Role> role = Role.named(roleName);
    if (role.isEmpty()) {
      problem(prefix + "role", "is \"" + roleName + "\"; use viewer or operator");
    }
    return readSecrets(prefix + "secret", List::of)
        .flatMap(secrets -> role.map(r -> new TokenSettings(name, secrets, r)));
  }

  /** From the setting itself, or from the file that {@code <setting>-file} names. */
  private Optional<Secrets> readSecrets(String setting, Function<String, List<String>> split) {
    Optional<String> value = find(setting);
    Optional<String> file = find(setting + "-file");
    if (value.isPresent() && file.isPresent()) {
      problem(setting, "and " + setting + "-file are both set; remove one");
      return Optional.empty();
    }
    if (value.isPresent()) {
      List<String> values = split.apply(value.get());
      if (values.isEmpty()) {
        problem(setting, "holds no secret between its commas");
      }
      return Optional.of(() -> values);
    }
    if (file.isPresent()) {
      return openSecretFile(setting + "-file", file.get());
    }
    problem(setting, "is not set; set it, or name a file with " + setting + "-file");
    return Optional.empty();
  }

  private Optional<Secrets> openSecretFile(String setting, String path) {
    try {
      return Optional.of(SecretFile.open(Path.of(path)));
    } catch (IOException | InvalidPathException e) {
      problem(setting, "names a file that cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Secrets> readRequiredHeaders(String setting) {
    Map<String, Secrets> required = new LinkedHashMap<>();
    for (String header : list(setting)) {
      int colon = header.indexOf(':');
      String name = colon < 0 ? "" : header.substring(0, colon).strip();
      if (HEADER_NAME.matcher(name).matches()) {
        String value = header.substring(colon + 1).strip();
        required.put(name, () -> List.of(value));
      } else {
        problem(setting, "must be a list such as X-Stage: production, X-Team: identity");
      }
    }
    return required;
  }

  private AddressRanges readRanges(String setting) {
    List<IPAddress> ranges = new ArrayList<>();
    for (String text : list(setting)) {
      AddressRanges.parse(text)
          .ifPresentOrElse(
              ranges::add,
              () ->
                  problem(setting, "has \"" + text + "\", which is no address and no CIDR range"));
    }
    return new AddressRanges(ranges);
  }

  private boolean readSecretOnVerification(String setting) {
    String value = find(setting).orElse("secret");
    if (!value.equals("secret") && !value.equals("open")) {
      problem(setting, "is \"" + value + "\"; use secret (the default) or open");
    }
    return !value.equals("open");
  }

  private int readMaxBodySize() {
    String setting = "catchment.receive.max-body-size";
    Optional<String> text = find(setting);
    if (text.isEmpty()) {
      return DEFAULT_MAX_BODY_SIZE;
    }
    try {
      int size = Integer.parseInt(text.get());
      if (size >= 1024 && size <= LARGEST_MAX_BODY_SIZE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Reported below, in the same words as a number out of range.
    }
    problem(setting, "must be a number of bytes from 1024 to " + LARGEST_MAX_BODY_SIZE);
    return DEFAULT_MAX_BODY_SIZE;
  }

  private RedeliveryMode readRedelivery() {
    String setting = "catchment.queue.redelivery";
    String name = find(setting).orElse(RedeliveryMode.BROKER.settingName());
    Optional<RedeliveryMode> mode = RedeliveryMode.named(name);
    if (mode.isEmpty()) {
      problem(setting, "is \"" + name + "\"; use broker (the default) or copy");
    }
    return mode.orElse(RedeliveryMode.BROKER);
  }

  private Duration readGiveUpAfter() {
    String setting = "catchment.store.give-up-after";
    Optional<String> text = find(setting);
    if (text.isEmpty()) {
      return DEFAULT_GIVE_UP_AFTER;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Reported below, in the same words as a negative one.
    }
    problem(setting, "must be a duration such as PT1H or PT30M");
    return DEFAULT_GIVE_UP_AFTER;
  }

  private List<String> list(String setting) {
    return find(setting).map(this::commaSeparated).orElse(List.of());
  }

  private List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private void problem(String setting, String what) {
    problems.add(setting + " " + what + ".");
  }
}
