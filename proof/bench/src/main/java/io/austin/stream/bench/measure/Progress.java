package io.austin.stream.bench.measure;

import redis.clients.jedis.Jedis;

/** How far a backlog is applied, seen in Redis alone. */
interface Progress {
  /** How many events are applied at least; exact when it is all of them. */
  long look(Jedis redis);

  /** Whether all of them were applied at the last look. */
  boolean isComplete();
}
