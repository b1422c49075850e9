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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
  private long waitingBytes;

  /** A writer; what an earlier one left open is given up by now. */
  ReplayWriter(OptionValues options, String deadLetterTopic) throws IOException {
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
   * job reads no further than to where one begins.
   */
  void commit() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      producer.beginTransaction();
      Map<StoredLetter, Future<RecordMetadata>> sent = new LinkedHashMap<>();
      waiting.forEach((letter, record) -> sent.put(letter, producer.send(record)));
      producer.flush();
      for (Map.Entry<StoredLetter, Future<RecordMetadata>> one : sent.entrySet()) {
        StoredLetter letter = one.getKey();
        producer.send(Receipt.of(letter, stored(letter, one.getValue())).besides(letter));
      }
      producer.commitTransaction();
    } catch (KafkaException refused) {
      abort(refused);
      throw failure(refused);
    } catch (IOException refused) {
      abort(refused);
      throw refused;
    }
    waiting.clear();
    waitingBytes = 0;
  }

  /** At once: until then nobody reads beyond what was written. */
  private void abort(Exception because) {
    try {
      producer.abortTransaction();
    } catch (KafkaException fenced) {
      because.addSuppressed(fenced);
    }
  }

  private static RecordMetadata stored(StoredLetter letter, Future<RecordMetadata> written)
      throws IOException {
    try {
      return written.get();
    } catch (ExecutionException refused) {
      throw failure(letter, refused.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The replay was interrupted", interrupted);
    }
  }

  private static IOException failure(StoredLetter letter, @Nullable Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return new IOException(
          "The letter at %s, of %,d bytes, is larger than the topic takes: raise its max.message.bytes"
              .formatted(letter.at(), letter.bytes()),
          cause);
    }
    return failure(cause);
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
