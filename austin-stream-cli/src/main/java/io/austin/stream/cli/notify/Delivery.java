package io.austin.stream.cli.notify;

import io.austin.stream.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic for one target, in one thread, and commits what is done. An offset is done when its
 * event was delivered, is none of the target's, or stands in the dead-letter topic; of others so
 * many are open at most, then reading waits.
 */
final class Delivery implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** So many are open at most: their offsets have to fit beside a committed one. */
  private static final int OPEN = 256;

  private static final int READ_AT_ONCE = OPEN / 2;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);
  private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Target target;
  private final SignedEvents webhook;
  private final Settings settings;
  private final Attempts attempts;
  private final TargetStatus status;
  private final Map<TopicPartition, Progress> progress = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final Set<Post> open = new HashSet<>();

  /** Where a replay ends: what it writes itself comes behind that. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private long commitAt = System.nanoTime();
  private volatile boolean stopping;

  /**
   * What a delivery reads, and how patient it is.
   *
   * @param topic what it reads
   * @param group the group in which it commits
   * @param replay whether to read letters, those of the target, up to where the topic ends now
   * @param fromLatest whether to begin at the end where nothing is committed
   */
  record Settings(
      KafkaClients clients,
      String topic,
      String group,
      boolean replay,
      boolean fromLatest,
      Duration retryFor,
      Duration timeout,
      int inFlight) {}

  Delivery(
      Target target,
      SignedEvents webhook,
      Settings settings,
      Poster poster,
      Undelivered undelivered,
      TargetStatus status) {
    this.target = target;
    this.webhook = webhook;
    this.settings = settings;
    this.status = status;
    attempts =
        new Attempts(
            target, webhook, settings.retryFor(), settings.inFlight(), poster, undelivered, status);
  }

  /** Ends when what is under way has ended, and commits it; the rest is given back. */
  void stop() {
    stopping = true;
  }

  /** Goes on until it is stopped; a replay until it has come to the end. */
  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      begin(consumer);
      try {
        while (!stopping && attempts.failure().isEmpty() && !isAtEnd(consumer)) {
          take(consumer);
          settle(consumer, false);
        }
      } finally {
        attempts.stop(settings.timeout().plusSeconds(1));
        settle(consumer, true);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (attempts.failure().isPresent()) {
      throw new IllegalStateException("Posting to " + target + " failed", attempts.failure().get());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = settings.clients().consumer();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    // Who was killed is replaced after that.
    properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(READ_AT_ONCE));
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    if (settings.replay()) {
      List<TopicPartition> all =
          consumer.partitionsFor(settings.topic()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      ends.putAll(consumer.endOffsets(all));
      consumer.assign(all);
      new Assignment(consumer).onPartitionsAssigned(all);
    } else {
      consumer.subscribe(List.of(settings.topic()), new Assignment(consumer));
    }
  }

  private boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
    return settings.replay()
        && open.isEmpty()
        && ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, Long.MAX_VALUE);
  }

  /** What comes with partitions, and goes with them. */
  private final class Assignment implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Assignment(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> stored = consumer.committed(Set.copyOf(partitions));
      Map<TopicPartition, Long> starts =
          settings.fromLatest() && !settings.replay()
              ? consumer.endOffsets(partitions)
              : consumer.beginningOffsets(partitions);
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata known = stored.get(partition);
        Progress begun =
            known == null ? Progress.at(starts.getOrDefault(partition, 0L)) : Progress.of(known);
        progress.put(partition, begun);
        consumer.seek(partition, begun.committable().offset());
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      settle(consumer, true);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      open.stream()
          .filter(post -> partitions.contains(post.partition()))
          .forEach(post -> post.givenBack = true);
      open.removeIf(post -> post.givenBack);
      progress.keySet().removeAll(partitions);
      committed.keySet().removeAll(partitions);
    }
  }

  private void take(KafkaConsumer<byte[], byte[]> consumer) {
    if (open.size() > OPEN - READ_AT_ONCE) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    try {
      consumer.poll(POLL).forEach(this::take);
      progress.forEach((at, it) -> it.read(Math.min(consumer.position(at), end(at))));
    } catch (OffsetOutOfRangeException gone) {
      gone.offsetOutOfRangePartitions().forEach((at, offset) -> startAnew(consumer, at, offset));
    }
  }

  /** Retention was faster, or it is another topic of the same name. */
  private void startAnew(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    LOG.warn(
        "Kafka no longer holds offset {} of {}, where posting to {} was to go on: it goes on at {},"
            + " what lay between was not posted",
        offset,
        partition,
        target,
        first);
    progress.put(partition, Progress.at(first));
    consumer.seek(partition, first);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Progress begun = progress.get(partition);
    if (begun == null || record.offset() >= end(partition) || !begun.begin(record.offset())) {
      return;
    }
    Optional<Event> event =
        Event.read(record.headers(), record.value(), Undelivered.firstOffset(record));
    if (isForTheTarget(record) && event.map(webhook.filter()::accepts).orElse(true)) {
      Post post = new Post(record, begun, event);
      open.add(post);
      attempts.add(post);
    } else {
      begun.done(record.offset());
    }
  }

  private boolean isForTheTarget(ConsumerRecord<byte[], byte[]> record) {
    return !settings.replay() || Undelivered.target(record).equals(Optional.of(target.name()));
  }

  /** Takes note of what is done, and commits it. */
  private void settle(KafkaConsumer<byte[], byte[]> consumer, boolean now) {
    for (Optional<Post> post = attempts.done(); post.isPresent(); post = attempts.done()) {
      open.remove(post.get());
      post.get().progress.done(post.get().record.offset());
    }
    status.waiting(
        open.stream()
            .mapToLong(post -> post.record.timestamp())
            .min()
            .orElse(TargetStatus.NOTHING));
    if (!now && System.nanoTime() - commitAt < 0) {
      return;
    }
    commitAt = System.nanoTime() + COMMIT_EVERY_NANOS;
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    progress.forEach((partition, it) -> changed.put(partition, it.committable()));
    changed.entrySet().removeAll(committed.entrySet());
    if (changed.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(changed, COMMIT_LIMIT);
      committed.putAll(changed);
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException later) {
      LOG.info("Kafka takes no offsets of {} now", settings.group(), later);
    }
  }
}
