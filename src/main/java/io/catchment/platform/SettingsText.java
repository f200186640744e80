package io.catchment.platform;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The settings as an operator wrote them, and a list of what is wrong with them. A problem never
 * quotes a secret.
 */
final class SettingsText {

  private final SettingsSource source;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  SettingsText(SettingsSource source) {
    this.source = source;
  }

  void readConfigFile() {
    try {
      source.readConfigFile();
    } catch (IOException | IllegalArgumentException e) {
      problem(SettingsSource.CONFIG_FILE, "names a file that cannot be read: " + e.getMessage());
    }
  }

  Optional<String> find(String setting) {
    known.add(setting);
    return source.find(setting);
  }

  List<String> list(String setting) {
    return find(setting).map(SettingsText::commaSeparated).orElse(List.of());
  }

  static List<String> commaSeparated(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * One of the constants of an enum, by its name in small letters; the default if there is none, or
   * one that is unknown.
   *
   * @param choices the names, as a problem tells them
   */
  <E extends Enum<E>> E choice(String setting, E byDefault, String choices) {
    Optional<String> name = find(setting);
    Optional<E> chosen =
        name.flatMap(
            text ->
                Arrays.stream(byDefault.getDeclaringClass().getEnumConstants())
                    .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst());
    if (name.isPresent() && chosen.isEmpty()) {
      problem(setting, "is \"" + name.get() + "\"; use " + choices);
    }
    return chosen.orElse(byDefault);
  }

  /** An ISO 8601 duration; the default if there is none, or one that must not be. */
  Duration duration(
      String setting, Duration byDefault, Predicate<Duration> allowed, String whatItMustBe) {
    Optional<String> text = find(setting);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (allowed.test(duration)) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Reported below, in the same words as one that is not allowed.
    }
    problem(setting, "must be " + whatItMustBe);
    return byDefault;
  }

  /** From the setting itself, or from the file that {@code <setting>-file} names. */
  Optional<Secrets> findSecrets(String setting, Function<String, List<String>> split) {
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
    return file.flatMap(path -> openSecretFile(setting + "-file", path));
  }

  /** As {@link #findSecrets}, and a problem if neither is set. */
  Optional<Secrets> requireSecrets(String setting, Function<String, List<String>> split) {
    if (find(setting).isEmpty() && find(setting + "-file").isEmpty()) {
      problem(setting, "is not set; set it, or name a file with " + setting + "-file");
    }
    return findSecrets(setting, split);
  }

  Optional<Secrets> openSecretFile(String setting, String path) {
    try {
      return Optional.of(SecretFile.open(Path.of(path)));
    } catch (IOException | InvalidPathException e) {
      problem(setting, "names a file that cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A misspelt setting would otherwise be an allow list, say, that is not in force.
   *
   * @param kind what the names are of, such as {@code catchment.org}
   */
  void refuseUnknown(String kind, List<String> names) {
    for (String setting : source.names()) {
      boolean ours = names.stream().anyMatch(n -> setting.startsWith(kind + "." + n + "."));
      if (ours && !known.contains(setting)) {
        problem(setting, "is no setting of Catchment; look for a misspelling");
      }
    }
  }

  void problem(String setting, String what) {
    problems.add(setting + " " + what + ".");
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
