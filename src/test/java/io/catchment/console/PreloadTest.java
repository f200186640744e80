package io.catchment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which modules the browser is told of by the page itself, so that none waits for another one. */
class PreloadTest {

  private static final Path PAGE = Path.of("src/main/webapp");
  private static final Pattern PRELOAD = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("^(?:import|export)\\s(?:[^;']*?from\\s+)?'([^']+)'", Pattern.MULTILINE);

  @Test
  void modulesOfTheEvents_areAllPreloaded() throws IOException {
    Set<Path> needed = new TreeSet<>();
    addWithImports(Path.of("app/main.js"), needed);
    addWithImports(Path.of("app/views/events.js"), needed);
    needed.remove(Path.of("app/main.js"));

    assertThat(needed).hasSizeGreaterThan(20);
    assertThat(preloaded()).containsAll(needed);
  }

  /** One that nobody needs costs a request. Libraries import each other, in files of their own. */
  @Test
  void modulesThatArePreloaded_areNeeded() throws IOException {
    Set<Path> needed = new TreeSet<>();
    addWithImports(Path.of("app/views/events.js"), needed);
    addWithImports(Path.of("app/main.js"), needed);

    assertThat(preloaded().stream().filter(path -> path.startsWith("app")))
        .allMatch(needed::contains);
    assertThat(preloaded().stream().filter(path -> path.startsWith("webjars")))
        .allMatch(path -> needed.stream().anyMatch(other -> isOfTheSameVersion(path, other)));
  }

  private static boolean isOfTheSameVersion(Path one, Path other) {
    return other.startsWith("webjars") && one.subpath(0, 3).equals(other.subpath(0, 3));
  }

  private static Set<Path> preloaded() throws IOException {
    return find(PRELOAD, Path.of("index.html")).map(Path::of).collect(Collectors.toSet());
  }

  private static void addWithImports(Path module, Set<Path> all) throws IOException {
    if (all.add(module) && module.startsWith("app")) {
      for (String imported : find(IMPORT, module).toList()) {
        addWithImports(module.resolveSibling(imported).normalize(), all);
      }
    }
  }

  private static Stream<String> find(Pattern pattern, Path file) throws IOException {
    String text = Files.readString(PAGE.resolve(file));
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }
}
