package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import java.time.ZoneId;
import java.util.List;

/**
 * What a good engineer writes in an afternoon: a Kafka consumer, Jackson databind, and Jedis, one
 * command per write, pipelined by poll. Nothing is exactly once.
 */
public final class Peer implements Subject {
  private final BenchSite site;
  private final ZoneId zone;
  private final boolean transactions;

  private Peer(BenchSite site, ZoneId zone, boolean transactions) {
    this.site = site;
    this.zone = zone;
    this.transactions = transactions;
  }

  /** One that sends a poll's commands in a pipeline. */
  public static Peer pipelined(BenchSite site, ZoneId zone) {
    return new Peer(site, zone, false);
  }

  /** One that sends a poll's commands in a transaction. */
  public static Peer transactional(BenchSite site, ZoneId zone) {
    return new Peer(site, zone, true);
  }

  @Override
  public String name() {
    return transactions ? "peer-transaction" : "peer";
  }

  @Override
  public Work prepare(Backlog backlog) {
    return JavaChild.start(
        site,
        PeerProcess.class,
        List.of("-Xmx512m", "-XX:+UseG1GC"),
        site.kafka().bootstrapServers(),
        backlog.topic(),
        site.redis().uri(),
        zone,
        transactions);
  }
}
