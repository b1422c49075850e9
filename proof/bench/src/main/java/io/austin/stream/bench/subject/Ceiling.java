package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Redis can do: the backlog coalesced and encoded beforehand, sent over one connection as fast
 * as Redis takes it, over one to each master of a cluster. No Kafka, no Flink, no progress kept.
 */
public final class Ceiling implements Subject {
  private final BenchSite site;
  private final Clock clock;
  private @Nullable Backlog backlog;
  private @Nullable EncodedBacklog encoded;

  /** The ceiling of this Redis. */
  public Ceiling(BenchSite site, Clock clock) {
    this.site = site;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ceiling";
  }

  @Override
  public Work prepare(Backlog backlog) throws IOException {
    EncodedBacklog bytes = encoded(backlog);
    return JavaChild.start(
        site,
        CeilingProcess.class,
        List.of("-Xmx128m", "-XX:+UseSerialGC"),
        bytes.parts().stream()
            .map(
                part ->
                    "%d %d %s"
                        .formatted(
                            site.redis().servers().get(part.server()).port(),
                            part.replyLines(),
                            part.file()))
            .toArray());
  }

  /** Encoded once for all runs over the same backlog; the one before makes room on the disk. */
  private EncodedBacklog encoded(Backlog wanted) throws IOException {
    if (encoded != null && wanted.equals(backlog)) {
      return encoded;
    }
    if (encoded != null) {
      encoded.delete();
      encoded = null;
    }
    Path directory = site.newDirectory("encoded");
    try (KafkaConsumer<byte[], byte[]> consumer = site.kafka().newConsumer()) {
      backlog = wanted;
      encoded = EncodedBacklog.write(consumer, wanted.topic(), clock, site.redis(), directory);
      return encoded;
    }
  }
}
