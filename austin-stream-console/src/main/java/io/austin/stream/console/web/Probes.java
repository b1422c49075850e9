package io.austin.stream.console.web;

import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.redis.ProgressReader;
import io.austin.stream.console.redis.RedisBusyException;
import io.austin.stream.console.redis.RedisUnavailableException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Set;

/**
 * What a platform asks to learn whether the console is to be restarted or spared requests. Open to
 * all: nothing but that is in the answers.
 */
public final class Probes {
  private static final String ALIVE = "/healthz";
  private static final String READY = "/readyz";

  static final Set<String> PATHS = Set.of(ALIVE, READY);

  private final ProgressReader redis;

  /** Probes that ask this Redis. */
  public Probes(ProgressReader redis) {
    this.redis = redis;
  }

  /** Adds their addresses. */
  public void addTo(Addresses addresses) {
    addresses.get(ALIVE, ctx -> answer(ctx, HttpStatus.OK, "alive"));
    addresses.get(READY, this::ready);
  }

  private void ready(Context ctx) {
    try {
      redis.ping();
      answer(ctx, HttpStatus.OK, "ready");
    } catch (RedisUnavailableException | RedisBusyException away) {
      answer(ctx, HttpStatus.SERVICE_UNAVAILABLE, "Redis does not answer");
    }
  }

  private static void answer(Context ctx, HttpStatus status, String text) {
    ctx.status(status).contentType("text/plain; charset=utf-8").result(text);
  }
}
