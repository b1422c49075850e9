package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * The redis-server program: the one that a system property or an environment variable names, else
 * the one that comes in embedded-redis, unpacked once per JVM.
 */
final class RedisExecutable {
  private static final String PROPERTY = "austin.stream.redis-server";
  private static final String ENVIRONMENT = "AUSTIN_STREAM_REDIS_SERVER";

  private static @Nullable Path unpacked;

  private RedisExecutable() {}

  static Path path() {
    String named = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
    return named == null || named.isBlank() ? unpacked() : Path.of(named);
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
}
