package io.austin.stream.cli.deadletter;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.kafka.KafkaDeadLetters;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes letters' records to their topics and the receipts beside the letters, both or neither. Of
 * two writers for one dead-letter topic, the earlier one fails.
 */
final class ReplayWriter implements AutoCloseable {
  private static final int MAX_LETTERS = 500;
  private static final long MAX_BYTES = 16L << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<StoredLetter, ProducerRecord<byte[], byte[]>> waiting = new LinkedHashMap<>();
  private final Consumer<TopicRefusal> refusals;
  private long waitingBytes;

  /**
   * A writer; what an earlier one left open is given up by now.
   *
   * @param refusals is told of each letter that its topic does not take
   */
  ReplayWriter(OptionValues options, String deadLetterTopic, Consumer<TopicRefusal> refusals)
      throws IOException {
    this.refusals = refusals;
    Properties properties = KafkaDeadLetters.properties(KafkaOptions.clients(options));
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, "austin-stream-replay-" + deadLetterTopic);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException refused) {
      producer.close(Duration.ZERO);
      throw failure(refused);
    }
  }

  /**
   * Writes a letter's record as it was, its timestamp too: an event may have no other time.
   *
   * @param partition where to, or null where the topic has no such partition
   */
  void write(StoredLetter letter, String topic, @Nullable Integer partition) throws IOException {
    SourceRecord source = letter.letter().record();
    @Nullable Long timestamp = source.timestamp() < 0 ? null : source.timestamp();
    waiting.put(
        letter, new ProducerRecord<>(topic, partition, timestamp, source.key(), source.value()));
    waitingBytes += letter.bytes();
    if (waiting.size() >= MAX_LETTERS || waitingBytes >= MAX_BYTES) {
      commit();
    }
  }

  /**
   * Makes what was written visible, with the receipts. The transaction is not open for longer: the
   * job reads no further than to where one begins. A letter that its topic refuses takes the
   * transaction along; the others go in the next one.
   */
  void commit() throws IOException {
    while (!waiting.isEmpty()) {
      Map<StoredLetter, String> refusedNow = send();
      if (refusedNow.isEmpty()) {
        waiting.clear();
      }
      refusedNow.forEach(this::refuse);
    }
    waitingBytes = 0;
  }

  private void refuse(StoredLetter letter, String why) {
    ProducerRecord<byte[], byte[]> record = waiting.remove(letter);
    if (record != null) {
      refusals.accept(new TopicRefusal(letter.at(), record.topic(), why));
    }
  }

  /** Sends all that waits in one transaction; returns what was refused, for which none was sent. */
  private Map<StoredLetter, String> send() throws IOException {
    try {
      producer.beginTransaction();
      Map<StoredLetter, Future<RecordMetadata>> sent = new LinkedHashMap<>();
      @Nullable KafkaException broken = sendInto(sent);
      producer.flush();
      Map<StoredLetter, String> refused = refusedOf(sent);
      if (!refused.isEmpty()) {
        producer.abortTransaction();
        return refused;
      }
      if (broken != null) {
        throw broken;
      }
      for (Map.Entry<StoredLetter, Future<RecordMetadata>> one : sent.entrySet()) {
        StoredLetter letter = one.getKey();
        producer.send(Receipt.of(letter, stored(one.getValue())).besides(letter));
      }
      producer.commitTransaction();
      return refused;
    } catch (KafkaException refused) {
      abort(refused);
      throw failure(refused);
    } catch (IOException refused) {
      abort(refused);
      throw refused;
    }
  }

  /** Once a record was refused, the producer takes no more: returned is how it says so. */
  private @Nullable KafkaException sendInto(Map<StoredLetter, Future<RecordMetadata>> sent) {
    try {
      waiting.forEach((letter, record) -> sent.put(letter, producer.send(record)));
      return null;
    } catch (KafkaException broken) {
      return broken;
    }
  }

  /** The letters that stood in the way themselves, and the topic's reasons. */
  private static Map<StoredLetter, String> refusedOf(Map<StoredLetter, Future<RecordMetadata>> sent)
      throws IOException {
    Map<StoredLetter, String> refused = new LinkedHashMap<>();
    for (Map.Entry<StoredLetter, Future<RecordMetadata>> one : sent.entrySet()) {
      try {
        await(one.getValue());
      } catch (ExecutionException failed) {
        TopicRefusal.reason(failed.getCause()).ifPresent(why -> refused.put(one.getKey(), why));
      }
    }
    return refused;
  }

  /** At once: until then nobody reads beyond what was written. */
  private void abort(Exception because) {
    try {
      producer.abortTransaction();
    } catch (KafkaException fenced) {
      because.addSuppressed(fenced);
    }
  }

  private static RecordMetadata stored(Future<RecordMetadata> written) throws IOException {
    try {
      return await(written);
    } catch (ExecutionException refused) {
      throw failure(refused.getCause());
    }
  }

  private static RecordMetadata await(Future<RecordMetadata> written)
      throws IOException, ExecutionException {
    try {
      return written.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The replay was interrupted", interrupted);
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException) {
      return new IOException(
          "Another replay of this dead-letter topic has begun, this one stops", cause);
    }
    return new IOException(
        "Kafka stored no replayed record: " + (cause == null ? "" : cause.getMessage()), cause);
  }

  /** What was not committed is given up. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
