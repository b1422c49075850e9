package io.austin.stream.kafka;

import io.austin.stream.functions.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The Kafka source of trace events, committed records only. It is the Kafka connector's source, but
 * for what it knows of topics: it remembers their ids beside its offsets, see {@link TopicWatch},
 * and says where it starts to read a partition: {@link SourceRecord#start}. Where it is {@link
 * #tellingTimes}, it says up to when partitions are read.
 */
public final class TraceEventSource
    implements Source<SourceRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceRecord> {
  private static final long serialVersionUID = 1L;

  /** Partitions that are added to a topic are read within this time, from their beginning. */
  private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);

  /** A poll hands its records over from thread to thread; Kafka's own 500 make many small ones. */
  private static final int MAX_POLL_RECORDS = 5_000;

  /**
   * The steps of a message lie in several partitions. A fetch hands them over one after the other,
   * so what Kafka takes of each at a time, 1 MiB by itself, decides how far apart the steps come,
   * and whether one batch coalesces them.
   */
  private static final int MAX_PARTITION_FETCH_BYTES = 256 << 10;

  /** The one that the connector's source has too, also after both have travelled. */
  private final SourceRecordDeserializer deserializer = new SourceRecordDeserializer();

  private final KafkaClients clients;
  private final ArrayList<String> topics;
  private final String groupId;
  private final StartingOffsets start;
  private final boolean tellsTimes;
  private final KafkaSource<SourceRecord> kafka;

  private TraceEventSource(
      KafkaClients clients,
      List<String> topics,
      String groupId,
      StartingOffsets start,
      boolean tellsTimes) {
    this.clients = clients;
    this.topics = new ArrayList<>(topics);
    this.groupId = groupId;
    this.start = start;
    this.tellsTimes = tellsTimes;
    kafka = kafka(properties(clients));
  }

  private KafkaSource<SourceRecord> kafka(Properties properties) {
    return KafkaSource.<SourceRecord>builder()
        .setProperties(properties)
        .setBootstrapServers(clients.bootstrapServers())
        .setGroupId(groupId)
        .setTopics(topics)
        .setStartingOffsets(start)
        .setDeserializer(deserializer)
        .build();
  }

  /**
   * A source that never ends.
   *
   * @param groupId the consumer group under which completed checkpoints commit offsets
   * @param start where reading starts without a checkpoint to go on from
   * @throws IllegalArgumentException when there is no topic or no group
   */
  public static TraceEventSource of(
      KafkaClients clients, List<String> topics, String groupId, StartingOffsets start) {
    if (topics.isEmpty() || topics.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("topics is empty or has a blank name: " + topics);
    }
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId is blank: name the consumer group");
    }
    return new TraceEventSource(clients, topics, groupId, start, false);
  }

  /**
   * The same source, which also says up to when each partition is read: {@link
   * SourceRecord#readUpTo}, and of subtasks that have none {@link SourceRecord#nothingToRead}.
   */
  public TraceEventSource tellingTimes() {
    return new TraceEventSource(clients, topics, groupId, start, true);
  }

  private static Properties properties(KafkaClients clients) {
    Properties properties = clients.consumer();
    properties.putIfAbsent(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        String.valueOf(PARTITION_DISCOVERY.toMillis()));
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    properties.putIfAbsent(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true");
    properties.merge(
        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
        FetchMarks.class.getName(),
        (given, own) -> given + "," + own);
    return properties;
  }

  @Override
  public SourceReader<SourceRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    KafkaCatalog catalog = KafkaCatalog.open(clients);
    TopicWatch watch = new TopicWatch(catalog, context.metricGroup());
    try {
      deserializer.watchedBy(watch);
      if (!tellsTimes) {
        return new WatchedReader(kafka.createReader(context), watch, null, context);
      }
      Fetched fetched = new Fetched();
      Properties properties = properties(clients);
      properties.put(FetchMarks.FETCHED, fetched);
      ReadTimes times = new ReadTimes(catalog, fetched, System::currentTimeMillis);
      return new WatchedReader(kafka(properties).createReader(context), watch, times, context);
    } catch (Exception | Error failed) {
      watch.close();
      throw failed;
    }
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return new AskedEnumerator(kafka.createEnumerator(context), context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return new AskedEnumerator(kafka.restoreEnumerator(context, state), context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return new IdentifiedSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return kafka.getProducedType();
  }
}
