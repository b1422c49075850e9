package io.austin.stream.functions.redis;

import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisServer;

/** What tests of the writer share in which something breaks: events, and ways to Redis. */
abstract class FaultyRedis extends WriterIT {
  private static final int PARTITIONS = 3;

  private static final long SEED = 11;

  final EventLog log = EventLog.generated(SEED, PARTITIONS, 2_000);

  static TcpProxy proxy() {
    return TcpProxy.to("127.0.0.1", redis.server().port());
  }

  RedisPipelineOptions through(TcpProxy proxy) {
    return options(16).withUri("redis://" + proxy.address() + "/0");
  }

  RedisPipelineOptions options(int buckets, RedisServer server) {
    return options(buckets).withUri(server.uri());
  }
}
