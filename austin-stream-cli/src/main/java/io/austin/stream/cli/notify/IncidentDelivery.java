package io.austin.stream.cli.notify;

import io.austin.stream.kafka.IncidentRecords;
import io.austin.stream.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads incidents for one target and tells it of all that is new at once. It begins with all that
 * the topic holds, to know what is open; of that, what came before the offsets that are committed
 * is no news. They are committed when the target was told of what came before them.
 */
final class IncidentDelivery implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentDelivery.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

  private final Target target;
  private final IncidentTeller teller;
  private final Settings settings;
  private final Poster poster;
  private final TargetStatus status;
  private final News news = new News();

  /** Up to where the target was told when this began; of what is beyond, it was told nothing. */
  private final Map<TopicPartition, Long> toldBefore = new HashMap<>();

  private boolean isNew;
  private int attempts;
  private Instant notBefore = Instant.MIN;
  private Instant repeatAt = Instant.MIN;
  private volatile boolean stopping;

  /**
   * What is read, and how it is told.
   *
   * @param every how often a target is told at most, or what is open again where it forgets
   * @param retryFor up to which age news is told
   * @param page where people see incidents; empty for nowhere
   */
  record Settings(
      KafkaClients clients,
      String topic,
      String group,
      Duration every,
      Duration retryFor,
      String page,
      Clock clock) {}

  IncidentDelivery(
      Target target, IncidentTeller teller, Settings settings, Poster poster, TargetStatus status) {
    this.target = target;
    this.teller = teller;
    this.settings = settings;
    this.poster = poster;
    this.status = status;
  }

  /** Ends when what is under way has ended. */
  void stop() {
    stopping = true;
  }

  /** Goes on until it is stopped. */
  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.subscribe(List.of(settings.topic()), new Assignment(consumer));
      while (!stopping) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(this::take);
        // What comes in several pieces is told at once.
        if (records.isEmpty() && isRead(consumer)) {
          tell(consumer);
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = settings.clients().consumer();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, OneMember.class.getName());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Whoever gets the partitions begins anew; all of them go together. */
  private final class Assignment implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Assignment(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      news.forget();
      toldBefore.clear();
      isNew = false;
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) -> {
                OffsetAndMetadata told = committed.get(partition);
                isNew |= told == null;
                // A topic that was made anew is shorter than what is committed of it.
                toldBefore.put(partition, told == null ? end : Math.min(end, told.offset()));
              });
      consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      news.forget();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Optional<Event> event = Event.read(record.headers(), record.value(), record.offset());
    if (event.isEmpty() || !event.get().type().equals(IncidentRecords.TYPE)) {
      LOG.warn(
          "Offset {} of {}-{} is no incident; it is told to nobody",
          record.offset(),
          record.topic(),
          record.partition());
    } else if (teller.filter().accepts(event.get())) {
      ToldIncident incident = new ToldIncident(event.get().data());
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < toldBefore.getOrDefault(partition, 0L)) {
        news.known(incident);
      } else {
        news.add(incident, record.timestamp());
      }
    }
  }

  /** Whether all is read that was there at the beginning. */
  private boolean isRead(KafkaConsumer<byte[], byte[]> consumer) {
    return !toldBefore.isEmpty()
        && toldBefore.entrySet().stream()
            .allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
  }

  private void tell(KafkaConsumer<byte[], byte[]> consumer) {
    Instant now = settings.clock().instant();
    if (isNew) {
      isNew = false;
      news.tellOpen(now.toEpochMilli());
      if (news.changes().isEmpty()) {
        commit(consumer);
      }
    }
    news.leaveOut(now.minus(settings.retryFor()).toEpochMilli());
    status.waiting(
        news.changes().stream().mapToLong(News.Change::at).min().orElse(TargetStatus.NOTHING));
    boolean repeats = teller.forgets() && !now.isBefore(repeatAt);
    if (!now.isBefore(notBefore) && (repeats || !news.changes().isEmpty())) {
      teller
          .request(target.path(), news, now, settings.page())
          .ifPresent(request -> told(post(request), consumer));
    }
  }

  private Tried post(Request request) {
    status.begins();
    Tried tried = poster.post(target, request);
    status.ends();
    return tried;
  }

  private void told(Tried tried, KafkaConsumer<byte[], byte[]> consumer) {
    Instant now = settings.clock().instant();
    switch (tried.verdict()) {
      case DELIVERED -> {
        status.delivered();
        over(now, consumer);
      }
      case FINAL -> {
        status.deadLetter();
        LOG.warn("Target {} refuses incidents for good: {}", target, tried.detail());
        over(now, consumer);
      }
      case AGAIN -> {
        status.retried(tried.detail());
        attempts++;
        LOG.warn("Target {} fails: {}; trying again", target, tried.detail());
        Duration wait = Backoff.after(attempts, tried.retryAfter(), ThreadLocalRandom.current());
        Duration most = tried.retryAfter().plus(settings.every());
        notBefore = now.plus(wait.compareTo(most) < 0 ? wait : most);
      }
    }
  }

  private void over(Instant now, KafkaConsumer<byte[], byte[]> consumer) {
    attempts = 0;
    news.told();
    repeatAt = now.plus(settings.every());
    notBefore = teller.forgets() ? now : repeatAt;
    commit(consumer);
  }

  private void commit(KafkaConsumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    consumer.assignment().forEach(it -> read.put(it, new OffsetAndMetadata(consumer.position(it))));
    try {
      consumer.commitSync(read, COMMIT_LIMIT);
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException later) {
      LOG.info("Kafka takes no offsets of {} now", settings.group(), later);
    }
  }
}
