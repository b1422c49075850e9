package io.austin.stream.test.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real single-node Kafka (KRaft) on 127.0.0.1, in this JVM or, for faults, in a process of its
 * own.
 *
 * <pre>{@code
 * try (KafkaServer kafka = KafkaServer.builder().childProcess().start()) {
 *   kafka.createTopic("traces", 2);
 *   kafka.produce("traces", 0, List.of(event));
 *   kafka.kill();
 *   kafka.restart(); // same port, same data
 * }
 * }</pre>
 *
 * <p>Topics are never created by being named. This class's own calls use a listener of their own:
 * they work whatever is asked of other clients, a password or a way through a proxy.
 */
public final class KafkaServer implements AutoCloseable {
  private final DataDirectory data;
  private final KafkaSettings settings;
  private final KafkaNode node;
  private final KafkaTopics topics;

  private KafkaServer(Builder builder) {
    data = DataDirectory.of(builder.dataDirectory, "austin-stream-kafka");
    settings = new KafkaSettings(builder.port, builder.advertisedPort, data, builder.properties);
    node =
        builder.childProcess
            ? new ChildNode(data, settings.file(), builder.jvmOptions, builder.startLimit)
            : new InProcessNode(settings.file(), builder.startLimit);
    topics = new KafkaTopics(settings.internalAddress());
  }

  /** A server in this JVM with its data in a temporary directory, started. */
  public static KafkaServer start() {
    return builder().start();
  }

  /** A server to be described further. */
  public static Builder builder() {
    return new Builder();
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return settings.clientAddress();
  }

  /** The port that clients connect to. */
  public int port() {
    return settings.port();
  }

  /** A client of the broker's administration; closed with the server. */
  public Admin admin() {
    return topics.admin();
  }

  /** Creates a topic; returns when it can be written to. */
  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** Creates a topic with settings such as {@code cleanup.policy}. */
  public void createTopic(String topic, int partitions, Map<String, String> topicSettings) {
    topics.create(topic, partitions, topicSettings);
  }

  /** Deletes a topic; returns when it is no longer listed, so that it can be created again. */
  public void deleteTopic(String topic) {
    topics.delete(topic);
  }

  /** The names of all topics but Kafka's own. */
  public Set<String> topics() {
    return topics.names();
  }

  /** The topic's own identity: a topic that was deleted and created again has another. */
  public Uuid topicId(String topic) {
    return topics.id(topic);
  }

  /** The offset after the last record of each partition. */
  public Map<Integer, Long> endOffsets(String topic) {
    return topics.endOffsets(topic);
  }

  /** The offset of the first record that each partition still has. */
  public Map<Integer, Long> beginningOffsets(String topic) {
    return topics.beginningOffsets(topic);
  }

  /** Removes a partition's records below an offset, as retention does. */
  public void deleteRecordsBefore(String topic, int partition, long offset) {
    topics.deleteRecordsBefore(topic, partition, offset);
  }

  /** Writes values without keys, in order; returns the first one's offset when all are stored. */
  public long produce(String topic, int partition, List<byte[]> values) {
    return produce(records(topic, partition, values)).get(0).offset();
  }

  /** Writes records, in order; returns where they stand when all are stored. */
  public List<RecordMetadata> produce(List<ProducerRecord<byte[], byte[]>> records) {
    return topics.produce(records);
  }

  /** Writes values in a transaction that is committed; its end takes an offset too. */
  public void produceCommitted(String topic, int partition, List<byte[]> values) {
    topics.produceInTransaction(records(topic, partition, values), true);
  }

  /** Writes values in a transaction that is aborted: offsets that no reader ever sees. */
  public void produceAborted(String topic, int partition, List<byte[]> values) {
    topics.produceInTransaction(records(topic, partition, values), false);
  }

  /** All committed records that the topic has now, by partition and offset. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return topics.read(topic);
  }

  /** A consumer of committed records, as {@link #read} uses it; it outlives the broker's faults. */
  public KafkaConsumer<byte[], byte[]> newConsumer() {
    return topics.newConsumer();
  }

  public boolean isRunning() {
    return node.isRunning();
  }

  /** Whether the broker runs in a process of its own, which faults can be done to. */
  public boolean isChildProcess() {
    return node instanceof ChildNode;
  }

  /** The id of the process that the broker runs in. */
  public long pid() {
    return node.pid();
  }

  /** Ends the broker's process at once (SIGKILL). */
  public void kill() {
    node.kill();
  }

  /** Stops the broker's process in its tracks (SIGSTOP): connections stay open. */
  public void suspend() {
    node.suspend();
  }

  /** Lets a suspended broker go on (SIGCONT). */
  public void resume() {
    node.resume();
  }

  /** Stops the broker in good order. */
  public void stop() {
    node.stop();
  }

  /** Starts the broker on its ports and its data, after stopping it if it runs. */
  public void restart() {
    if (isRunning()) {
      stop();
    }
    node.start();
  }

  /** Stops the broker and removes its data if they are in a temporary directory. */
  @Override
  public void close() {
    topics.close();
    if (isRunning()) {
      stop();
    }
    data.deleteIfTemporary();
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      String topic, int partition, List<byte[]> values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(values.size());
    for (byte[] value : values) {
      records.add(new ProducerRecord<>(topic, partition, null, value));
    }
    return records;
  }

  /** What a {@link KafkaServer} shall be like. */
  public static final class Builder {
    private final Map<String, String> properties = new HashMap<>();

    /** Of little use over hours, but it halves the CPU time of a start. */
    private static final List<String> SOON_UP =
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private List<String> jvmOptions = SOON_UP;
    private @Nullable Path dataDirectory;
    private Duration startLimit = Duration.ofSeconds(120);
    private boolean childProcess;
    private int port;
    private int advertisedPort;

    private Builder() {}

    /** Keeps the data in a directory that stays; a temporary one is the default. */
    public Builder dataDirectory(Path directory) {
      dataDirectory = directory;
      return this;
    }

    /** Runs the broker in a process of its own, so that faults can be done to it. */
    public Builder childProcess() {
      childProcess = true;
      return this;
    }

    /** The port that clients connect to; a free one is the default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** The port that clients are told to connect to, a proxy's for one. */
    public Builder advertisedPort(int port) {
      advertisedPort = port;
      return this;
    }

    /**
     * A broker property, in place of the one set here. The clients' listener is called {@code
     * CLIENT}: {@code listener.security.protocol.map} and {@code listener.name.client.*} turn on
     * SASL.
     */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /** Options of a child's JVM, in place of those that make it start soon. */
    public Builder jvmOptions(String... options) {
      jvmOptions = List.of(options);
      return this;
    }

    /** How long the broker may take to start; 2 minutes by default. */
    public Builder startLimit(Duration limit) {
      startLimit = limit;
      return this;
    }

    /** Starts the broker and waits until it serves clients. */
    public KafkaServer start() {
      KafkaServer server = new KafkaServer(this);
      try {
        server.settings.write();
        server.node.start();
        return server;
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }
  }
}
