package io.austin.stream.torture.site;

import io.austin.stream.proof.Patience;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;

/** One Redis, which keeps every acknowledged write over a kill. */
public final class OneRedis implements SiteRedis {
  private static final String HOST = "127.0.0.1";
  private static final int BUCKETS = 16;

  private final Opened opened;
  private final RedisServer server;
  private final TcpProxy proxy;
  private final AppendOnlyFile appendOnlyFile;

  private OneRedis(Path directory, Opened opened) {
    this.opened = opened;
    server =
        opened.add(
            RedisServer.builder()
                .appendOnly()
                .setting("appendfsync", "always")
                // A rewritten file cannot be cut to an older length.
                .setting("auto-aof-rewrite-percentage", "0")
                .dataDirectory(directory)
                .start());
    proxy = opened.add(TcpProxy.to(HOST, server.port()));
    appendOnlyFile = new AppendOnlyFile(directory);
  }

  static OneRedis start(Path directory) {
    return Opened.whole(opened -> new OneRedis(directory, opened));
  }

  /** The server. */
  public RedisServer server() {
    return server;
  }

  /** What it keeps its writes in. */
  public AppendOnlyFile appendOnlyFile() {
    return appendOnlyFile;
  }

  @Override
  public String uri() {
    return server.uriOnPort(proxy.port());
  }

  @Override
  public int buckets() {
    return BUCKETS;
  }

  @Override
  public Duration late() {
    return Duration.ZERO;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("redis.buckets", Integer.toString(BUCKETS));
  }

  @Override
  public String commit() {
    return "EXEC";
  }

  @Override
  public List<TcpProxy> proxies() {
    return List.of(proxy);
  }

  @Override
  public List<TcpProxy> proxiesOfMasters() {
    return proxies();
  }

  @Override
  public List<RedisServer> masters() {
    return List.of(server);
  }

  @Override
  public RedisServer holding(String key) {
    return server;
  }

  /** Empties its append-only file too: a restart reads all of that. */
  @Override
  public void empty() {
    server.flushAll();
    server.client().sendCommand(Command.BGREWRITEAOF);
    Patience.until(
        "Redis has rewritten its append-only file",
        () -> server.client().info("persistence").contains("aof_rewrite_in_progress:0"));
  }

  @Override
  public Set<Integer> torn() {
    return Set.of();
  }

  @Override
  public Stillness still() {
    return () -> {};
  }

  @Override
  public void close() {
    opened.close();
  }
}
