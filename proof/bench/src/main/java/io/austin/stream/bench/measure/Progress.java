package io.austin.stream.bench.measure;

import io.austin.stream.bench.site.RedisConnections;

/** How far a backlog is applied, seen in Redis alone. */
interface Progress {
  /** How many events are applied at least; exact when it is all of them. */
  long look(RedisConnections redis);

  /** Whether all of them were applied at the last look. */
  boolean isComplete();
}
