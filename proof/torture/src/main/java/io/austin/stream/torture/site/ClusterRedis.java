package io.austin.stream.torture.site;

import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.RedisContents;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Redis Cluster of three masters and a replica of one of them; it keeps nothing on disk. */
public final class ClusterRedis implements SiteRedis {
  private static final String HOST = "127.0.0.1";
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;

  private final Opened opened;
  private final RedisCluster cluster;
  private final Map<Integer, TcpProxy> proxies = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<Integer> torn = ConcurrentHashMap.newKeySet();
  private final ReadWriteLock places = new ReentrantReadWriteLock(true);

  private ClusterRedis(RedisExecutable executable, Opened opened) {
    this.opened = opened;
    cluster = opened.add(RedisCluster.start(executable, this::proxyOf));
  }

  static ClusterRedis start(RedisExecutable executable) {
    return Opened.whole(opened -> new ClusterRedis(executable, opened));
  }

  private int proxyOf(int port) {
    TcpProxy proxy = opened.add(TcpProxy.to(HOST, port));
    proxies.put(port, proxy);
    return proxy.port();
  }

  /** The cluster. */
  public RedisCluster cluster() {
    return cluster;
  }

  /** Moves a slot, or the rest of one that is on its way. */
  public void move(int slot, RedisServer to) {
    Lock moving = places.writeLock();
    moving.lock();
    try {
      cluster.move(slot, slot + 1, cluster.owner(slot), to);
      torn.remove(slot);
    } finally {
      moving.unlock();
    }
  }

  /** Moves half of a slot, and leaves it so. */
  public void moveHalf(int slot, RedisServer to) {
    Lock moving = places.writeLock();
    moving.lock();
    try {
      torn.add(slot);
      cluster.moveHalf(slot, cluster.owner(slot), to);
    } finally {
      moving.unlock();
    }
  }

  /** Waits until everybody knows who is a master; see {@link RedisCluster#settle}. */
  public void settle() {
    Lock moving = places.writeLock();
    moving.lock();
    try {
      cluster.settle();
    } finally {
      moving.unlock();
    }
  }

  @Override
  public String uri() {
    return "redis+cluster://"
        + proxies().stream().limit(MASTERS).map(TcpProxy::address).collect(Collectors.joining(","));
  }

  @Override
  public int buckets() {
    return SLOTS;
  }

  @Override
  public Duration late() {
    return Duration.ofMinutes(1); // as verify allows it
  }

  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  @Override
  public String commit() {
    return "EVALSHA";
  }

  @Override
  public List<TcpProxy> proxies() {
    return List.copyOf(proxies.values());
  }

  @Override
  public List<TcpProxy> proxiesOfMasters() {
    return masters().stream()
        .map(master -> Objects.requireNonNull(proxies.get(master.port())))
        .toList();
  }

  @Override
  public List<RedisServer> masters() {
    return cluster.masters();
  }

  @Override
  public RedisServer holding(String key) {
    RedisServer owner = cluster.owner(cluster.slotOf(key));
    boolean isReplaced = owner.equals(cluster.node(0)) && cluster.isFailedOver();
    return isReplaced ? cluster.node(MASTERS) : owner;
  }

  /** On a busy machine a replica takes over though nothing was done to its master. */
  @Override
  public RedisContents contents(Predicate<String> keys) {
    settle();
    return SiteRedis.super.contents(keys);
  }

  @Override
  public void empty() {
    settle();
    masters().forEach(RedisServer::flushAll);
  }

  @Override
  public Set<Integer> torn() {
    return Set.copyOf(torn);
  }

  @Override
  public Stillness still() {
    Lock reading = places.readLock();
    reading.lock();
    return reading::unlock;
  }

  @Override
  public void close() {
    opened.close();
  }
}
