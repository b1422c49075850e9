package io.austin.stream.console.redis;

import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ClusterCommandObjects;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads from a Redis Cluster: each command goes to the node that has the key, and is answered
 * before the next. Slots move, and the client that sends one command follows them; Jedis's pipeline
 * over a cluster does not.
 */
final class ReadsOneByOne extends AbstractPipeline {
  private final UnifiedJedis cluster;

  ReadsOneByOne(UnifiedJedis cluster) {
    super(new ClusterCommandObjects(RedisProtocol.RESP2));
    this.cluster = cluster;
  }

  @Override
  protected <T> Response<T> appendCommand(CommandObject<T> command) {
    try {
      return Response.of(cluster.executeCommand(command));
    } catch (JedisDataException refused) {
      return Response.error(refused);
    }
  }

  @Override
  public void sync() {} // every command is answered already

  @Override
  public void close() {} // the connections are the client's
}
