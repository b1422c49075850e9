package io.austin.stream.test.server;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/**
 * One Redis server for a test class, empty before each test.
 *
 * <pre>{@code
 * @RegisterExtension static final RedisExtension redis = new RedisExtension();
 *
 * @Test
 * void storesGreetings() {
 *   redis.client().set("greeting", "hello");
 * }
 * }</pre>
 */
public final class RedisExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final RedisServer.Builder builder;
  private @Nullable RedisServer server;
  private String starter = "";

  public RedisExtension() {
    this(RedisServer.builder());
  }

  /** A server of the builder's description. */
  public RedisExtension(RedisServer.Builder builder) {
    this.builder = builder;
  }

  /** The server; there is none outside the test class's run. */
  public RedisServer server() {
    if (server == null) {
      throw new IllegalStateException("no Redis: register the extension in a static field");
    }
    return server;
  }

  public RedisClient client() {
    return server().client();
  }

  public String uri() {
    return server().uri();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // A @Nested class runs inside its outer class and shares that one's server.
    if (server == null) {
      server = builder.start();
      starter = context.getUniqueId();
    }
  }

  /** Empties the server; a test before may have left it stopped or suspended. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (server().isRunning()) {
      server().resume();
    } else {
      server().restart();
    }
    server().flushAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null && starter.equals(context.getUniqueId())) {
      server.close();
      server = null;
    }
  }
}
