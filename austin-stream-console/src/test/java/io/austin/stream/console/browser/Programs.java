package io.austin.stream.console.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The installed programs that a browser test needs. */
final class Programs {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final List<String> NODES = List.of("node", "nodejs");

  private Programs() {}

  /** Chromium: the system property {@code browser}, else the first on the path. */
  static Optional<Path> chromium() {
    return find(System.getProperty("browser"), BROWSERS);
  }

  /** Node.js, in which Playwright's driver runs. */
  static Optional<Path> node() {
    return find(System.getenv("PLAYWRIGHT_NODEJS_PATH"), NODES);
  }

  private static Optional<Path> find(@Nullable String given, List<String> names) {
    if (given != null && !given.isBlank()) {
      return Optional.of(Path.of(given)).filter(Files::isExecutable);
    }
    return names.stream()
        .flatMap(name -> folders().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> folders() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path),
            Stream.of("/usr/bin"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }
}
