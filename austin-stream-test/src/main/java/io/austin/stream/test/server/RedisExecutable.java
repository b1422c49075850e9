package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A redis-server program. */
public final class RedisExecutable {
  private static final String PROPERTY = "austin.stream.redis-server";
  private static final String ENVIRONMENT = "AUSTIN_STREAM_REDIS_SERVER";
  private static final Pattern VERSION = Pattern.compile("v=(?<version>(?<major>\\d+)\\S*)");
  private static final int SEVEN = 7;

  private static @Nullable Path unpacked;

  private final Path path;

  private RedisExecutable(Path path) {
    this.path = path;
  }

  /**
   * The one that a system property or an environment variable names, else the one that comes in
   * embedded-redis, unpacked once per JVM.
   */
  public static RedisExecutable standard() {
    String named = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
    return new RedisExecutable(named == null || named.isBlank() ? unpacked() : Path.of(named));
  }

  /**
   * The standard one and, where one of version 7 or later is installed, that. A line of output says
   * so where none is: what depends on it is not tested then.
   */
  public static List<RedisExecutable> standardAndInstalled() {
    List<RedisExecutable> all = new ArrayList<>(List.of(standard()));
    Optional<RedisExecutable> installed = installed();
    installed.ifPresentOrElse(
        all::add,
        () ->
            System.out.println(
                "NOT TESTED against Redis 7 or later: no such redis-server is installed"));
    return all;
  }

  /** A redis-server of version 7 or later on the path. */
  public static Optional<RedisExecutable> installed() {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(directory -> Path.of(directory, "redis-server"))
        .filter(Files::isExecutable)
        .map(RedisExecutable::new)
        .filter(it -> Integer.parseInt(it.version().group("major")) >= SEVEN)
        .findFirst();
  }

  private static synchronized Path unpacked() {
    if (unpacked == null) {
      unpacked = unpack();
    }
    return unpacked;
  }

  private static Path unpack() {
    try {
      Path directory = Files.createTempDirectory("austin-stream-redis-server");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> DataDirectory.delete(directory), "delete-redis-executable"));
      return ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack redis-server", e);
    }
  }

  Path path() {
    return path;
  }

  private Matcher version() {
    try {
      Process asked = new ProcessBuilder(path.toString(), "--version").start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(answer);
      if (!version.find()) {
        throw new IllegalStateException(path + " says no version: " + answer);
      }
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + path, e);
    }
  }

  /** The version. */
  @Override
  public String toString() {
    return "Redis " + version().group("version");
  }
}
