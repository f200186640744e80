package io.catchment.platform;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a setting's text comes from: system property, then environment variable, then the file that
 * {@code catchment.config} names. A value of only white space counts as not set.
 */
final class SettingsSource {

  /** The setting that names the file. */
  static final String CONFIG_FILE = "catchment.config";

  private final Properties system;
  private final Map<String, String> environment;
  private final Properties file = new Properties();

  SettingsSource(Properties system, Map<String, String> environment) {
    this.system = system;
    this.environment = environment;
  }

  /**
   * Reads the file that {@code catchment.config} names, if it names one.
   *
   * @throws IOException if there is no such file, or it cannot be read
   */
  void readConfigFile() throws IOException {
    Optional<String> path = find(CONFIG_FILE);
    if (path.isPresent()) {
      try (Reader reader = Files.newBufferedReader(Path.of(path.get()), StandardCharsets.UTF_8)) {
        file.load(reader);
      }
    }
  }

  Optional<String> find(String name) {
    return notBlank(system.getProperty(name))
        .or(() -> notBlank(environment.get(environmentName(name))))
        .or(() -> notBlank(file.getProperty(name)));
  }

  /** The settings that are set by system property or in the file. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(system.stringPropertyNames());
    names.addAll(file.stringPropertyNames());
    return names;
  }

  /** {@code catchment.org.acme.secrets-file} is {@code CATCHMENT_ORG_ACME_SECRETS_FILE}. */
  static String environmentName(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static Optional<String> notBlank(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }
}
