package io.austin.stream.torture.site;

import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.RedisContents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the job writes to: one Redis, or a Redis Cluster. */
public interface SiteRedis extends AutoCloseable {
  /** The address that the job is given. */
  String uri();

  /** In how many buckets the job keeps its fences. */
  int buckets();

  /** By how much a key may expire late: the way of one that moves is not counted. */
  Duration late();

  /** Options of the job that this Redis asks for. */
  Map<String, String> options();

  /** The command with which the job commits. */
  String commit();

  /** What stands between the job and each server. */
  List<TcpProxy> proxies();

  /** Those of the servers that take writes now. */
  List<TcpProxy> proxiesOfMasters();

  /** The servers that take writes now; for the checks, past the proxies. */
  List<RedisServer> masters();

  /** The one of those that holds a key. */
  RedisServer holding(String key);

  /** Removes all keys. */
  void empty();

  /** Buckets of which the keys may be on two servers now. */
  Set<Integer> torn();

  /**
   * Keeps keys where they are, but for {@link #torn}, until it is closed: what is read of one
   * server after the other fits together then.
   */
  Stillness still();

  /** A time in which no key changes its place. */
  interface Stillness extends AutoCloseable {
    @Override
    void close();
  }

  /** What these keys hold. */
  default RedisContents contents(Predicate<String> keys) {
    return RedisContents.readAll(masters().stream().map(RedisServer::client).toList(), keys);
  }

  @Override
  void close();
}
