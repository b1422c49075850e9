package io.austin.stream.cli.deadletter;

import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventParser;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.verify.TopicReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters to where they came from, as they were, when what made them invalid is mended.
 */
public final class Replay {
  private final TopicReader reader;
  private final KafkaCluster kafka;
  private final OptionValues options;
  private final String deadLetterTopic;
  private final LetterFilter filter;
  private final ReplaySettings settings;
  private final EventParser parser;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final ReplayResult result = new ReplayResult();

  /** A replay of the letters that the filter lets pass. */
  public Replay(
      OptionValues options,
      KafkaCluster kafka,
      TopicReader reader,
      LetterFilter filter,
      ReplaySettings settings) {
    this.reader = reader;
    this.kafka = kafka;
    this.options = options;
    this.deadLetterTopic = options.find(OptionDefinitions.DEAD_LETTER_TOPIC).orElseThrow();
    this.filter = filter;
    this.settings = settings;
    this.parser = new EventParser(options.get(OptionDefinitions.EVENT_MAX_BYTES));
  }

  /**
   * Runs it.
   *
   * @throws UsageException when a topic to write to is none
   */
  public ReplayResult run() throws IOException {
    if (settings.dryRun()) {
      return run(null);
    }
    // The writer first: from then on nobody else adds a receipt.
    try (ReplayWriter writer = new ReplayWriter(options, deadLetterTopic, result::addRefused)) {
      return run(writer);
    }
  }

  private ReplayResult run(@Nullable ReplayWriter writer) throws IOException {
    ReplayLedger ledger = ReplayLedger.read(reader, deadLetterTopic);
    reader.read(deadLetterTopic, record -> consider(record, ledger, writer));
    if (writer != null) {
      writer.commit();
    }
    return result;
  }

  private void consider(
      ConsumerRecord<byte[], byte[]> record, ReplayLedger ledger, @Nullable ReplayWriter writer)
      throws IOException {
    Optional<StoredLetter> letter = StoredLetter.of(record).filter(filter::accepts);
    if (letter.isEmpty() || result.sent() >= settings.limit()) {
      return;
    }
    String topic = settings.to().orElse(letter.get().origin().topic());
    Optional<String> refusal = refusal(letter.get());
    if (!settings.again() && ledger.went(letter.get(), topic)) {
      result.addReplayedBefore();
    } else if (!settings.force() && refusal.isPresent()) {
      result.addInvalid(refusal.get());
    } else if (!settings.force() && ledger.cameBack(letter.get())) {
      result.addCameBack();
    } else {
      send(letter.get(), topic, ledger, writer);
    }
  }

  private void send(
      StoredLetter letter, String topic, ReplayLedger ledger, @Nullable ReplayWriter writer)
      throws IOException {
    @Nullable Integer partition = partition(topic, letter.origin().partition());
    ledger.enter(letter, topic);
    result.addSentTo(topic);
    if (writer != null) {
      writer.write(letter, topic, partition);
    }
  }

  /** Why the job would refuse the letter again; empty if it would not. */
  private Optional<String> refusal(StoredLetter letter) {
    try {
      parser.parse(letter.letter().record());
      return Optional.empty();
    } catch (InvalidEventException invalid) {
      return Optional.of(invalid.reason());
    }
  }

  /** The same one, to keep the order, where the topic has it. */
  private @Nullable Integer partition(String topic, int origin) throws IOException {
    @Nullable Integer there = partitions.get(topic);
    if (there == null) {
      there = existing(topic);
      partitions.put(topic, there);
    }
    return origin < there ? origin : null;
  }

  private int existing(String topic) throws IOException {
    if (topic.equals(deadLetterTopic)) {
      throw new UsageException(
          "Letters would go to the dead-letter topic '"
              + topic
              + "' itself: name another with --to");
    }
    try {
      return kafka.require(topic, "--to");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The replay was interrupted", interrupted);
    }
  }
}
