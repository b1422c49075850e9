package io.austin.stream.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The servers that take writes at the moment, as those say who must know. */
public final class Masters {
  /** A Sentinel has nothing else to do: if it takes longer, the next one is asked. */
  private static final Duration SENTINEL_TIMEOUT = Duration.ofSeconds(2);

  private Masters() {}

  /**
   * Finds them: one, or those of a cluster.
   *
   * @param timeout how long to wait for a connection or a reply
   * @throws JedisException when nobody can be reached who knows, or nobody knows
   */
  public static List<HostAndPort> of(RedisEndpoint endpoint, Duration timeout) {
    return of(endpoint, timeout, timeout.multipliedBy(endpoint.nodes().size()));
  }

  /**
   * The same.
   *
   * @param within how long all together may take that are asked and answer nothing
   */
  public static List<HostAndPort> of(RedisEndpoint endpoint, Duration timeout, Duration within) {
    return switch (endpoint.kind()) {
      case SINGLE -> endpoint.nodes();
      case SENTINEL -> List.of(bySentinels(endpoint, timeout, within));
      case CLUSTER -> ClusterSlots.of(endpoint, List.of(), timeout, within).masters();
    };
  }

  private static HostAndPort bySentinels(
      RedisEndpoint endpoint, Duration timeout, Duration within) {
    Duration patience = timeout.compareTo(SENTINEL_TIMEOUT) < 0 ? timeout : SENTINEL_TIMEOUT;
    SharedTime time = new SharedTime(patience, within, endpoint.nodes().size());
    List<JedisException> troubles = new ArrayList<>();
    for (HostAndPort sentinel : endpoint.nodes()) {
      try (Jedis jedis = new Jedis(sentinel, endpoint.sentinelConfig(time.next()))) {
        List<String> master = jedis.sentinelGetMasterAddrByName(endpoint.masterName());
        if (master != null) {
          return new HostAndPort(master.get(0), Integer.parseInt(master.get(1)));
        }
        troubles.add(new JedisException("knows no master named '" + endpoint.masterName() + "'"));
      } catch (JedisException trouble) {
        troubles.add(trouble);
      }
    }
    throw unknown(endpoint, troubles);
  }

  private static JedisException unknown(RedisEndpoint endpoint, List<JedisException> troubles) {
    String answers =
        troubles.stream().map(Masters::reason).distinct().collect(Collectors.joining("; "));
    return new JedisConnectionException(
        "no Sentinel of " + endpoint.servers() + " names a master: " + answers, troubles.get(0));
  }

  private static String reason(JedisException trouble) {
    return String.valueOf(trouble.getMessage());
  }
}
