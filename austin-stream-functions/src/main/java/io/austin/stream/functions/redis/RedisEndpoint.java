package io.austin.stream.functions.redis;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.util.JedisURIHelper;

/** Where a Redis is and how to log in to it. Its text form never shows a password. */
public final class RedisEndpoint implements Serializable {
  private static final long serialVersionUID = 1L;

  private final URI uri;

  private RedisEndpoint(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads {@code redis://[[user]:password@]host:port[/db]}, or {@code rediss://} over TLS.
   *
   * @throws IllegalArgumentException saying what is wrong, without the password
   */
  public static RedisEndpoint parse(String uri) {
    URI parsed;
    try {
      parsed = new URI(uri);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "is no URI at character %d: %s; expected redis://[user:password@]host:port/db"
              .formatted(malformed.getIndex(), malformed.getReason()));
    }
    if (!JedisURIHelper.isRedisScheme(parsed) && !JedisURIHelper.isRedisSSLScheme(parsed)) {
      throw new IllegalArgumentException(
          "must begin with redis:// or rediss://, not " + parsed.getScheme() + ":");
    }
    if (parsed.getHost() == null || parsed.getPort() < 0) {
      throw new IllegalArgumentException(
          "names no host or port; expected redis://[user:password@]host:port/db");
    }
    checkDatabase(parsed.getPath());
    return new RedisEndpoint(parsed);
  }

  private static void checkDatabase(@Nullable String path) {
    if (path != null && !path.matches("/?|/\\d{1,9}")) {
      throw new IllegalArgumentException("must end in /<database number>, not " + path);
    }
  }

  /** Host and port. */
  public HostAndPort address() {
    return JedisURIHelper.getHostAndPort(uri);
  }

  /**
   * How a client of Jedis logs in here.
   *
   * @param timeout how long to wait for a connection or a reply
   */
  public JedisClientConfig clientConfig(Duration timeout) {
    return DefaultJedisClientConfig.builder()
        .user(JedisURIHelper.getUser(uri))
        .password(JedisURIHelper.getPassword(uri))
        .database(JedisURIHelper.getDBIndex(uri))
        .ssl(JedisURIHelper.isRedisSSLScheme(uri))
        .timeoutMillis((int) timeout.toMillis())
        .protocol(RedisProtocol.RESP2)
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
        .build();
  }

  /** The URI with the password left out. */
  @Override
  public String toString() {
    String user = JedisURIHelper.getUser(uri);
    String login = uri.getRawUserInfo() == null ? "" : (user == null ? "" : user) + ":***@";
    return "%s://%s%s:%d/%d"
        .formatted(
            uri.getScheme(), login, uri.getHost(), uri.getPort(), JedisURIHelper.getDBIndex(uri));
  }
}
