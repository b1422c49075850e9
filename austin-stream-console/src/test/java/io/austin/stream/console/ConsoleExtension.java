package io.austin.stream.console;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One console for a test class, over the class's Redis, which is to be registered first. */
final class ConsoleExtension implements BeforeAllCallback, AfterAllCallback {
  private final RedisExtension redis;
  private @Nullable RunningConsole console;

  private ConsoleExtension(RedisExtension redis) {
    this.redis = redis;
  }

  static ConsoleExtension over(RedisExtension redis) {
    return new ConsoleExtension(redis);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    console = RunningConsole.over(redis.uri());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running().close();
  }

  RunningConsole running() {
    return Objects.requireNonNull(console, "register the extension in a static field");
  }

  Answer get(String path, String... headers) {
    return running().get(path, headers);
  }

  /** Asks with one id, which may hold anything. */
  Answer of(String view, String id) {
    return running().of(view, id);
  }
}
