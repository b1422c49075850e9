package io.austin.stream.test.server;

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
public final class RedisExtension extends ServerExtension<RedisServer> {
  private final RedisServer.Builder builder;

  public RedisExtension() {
    this(RedisServer.builder());
  }

  /** A server of the builder's description. */
  public RedisExtension(RedisServer.Builder builder) {
    this.builder = builder;
  }

  public RedisClient client() {
    return server().client();
  }

  public String uri() {
    return server().uri();
  }

  @Override
  RedisServer start() {
    return builder.start();
  }

  @Override
  void refresh(RedisServer used) {
    if (used.isRunning()) {
      used.resume();
    } else {
      used.restart();
    }
    used.flushAll();
  }
}
