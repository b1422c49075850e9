package io.austin.stream.bench.site;

import java.net.URI;
import redis.clients.jedis.Jedis;

/**
 * Connections that wait longer than a client's usual two seconds: emptying a Redis of ten million
 * keys takes that long, and what waits behind a large transaction is to be measured and not broken
 * off.
 */
public final class PatientRedis {
  private static final int TIMEOUT_MILLIS = 120_000;

  private PatientRedis() {}

  /** A connection to this Redis, to be closed. */
  public static Jedis connect(String uri) {
    return new Jedis(URI.create(uri), TIMEOUT_MILLIS);
  }
}
