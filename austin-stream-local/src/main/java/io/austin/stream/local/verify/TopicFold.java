package io.austin.stream.local.verify;

import io.austin.stream.local.deadletter.ReplayLedger;
import io.austin.stream.local.platform.TopicReader;
import io.austin.stream.local.screen.LiveLine;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.model.ReferenceModel;
import io.austin.stream.test.model.TraceRecord;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a topic's committed records into the model, from the beginning to the end of now. A record
 * that was refused and replayed is a dead letter still, whatever today's rules say: it counts where
 * the replay put it.
 */
final class TopicFold {
  private static final String REPLAYED = "replayed";

  private final TopicReader reader;
  private final ReplayLedger ledger;

  TopicFold(OptionValues options, LiveLine live) throws IOException {
    reader = new TopicReader(options, live);
    Optional<String> deadLetters = options.find(OptionDefinitions.DEAD_LETTER_TOPIC);
    ledger =
        deadLetters.isPresent()
            ? ReplayLedger.read(reader, deadLetters.get())
            : ReplayLedger.none();
  }

  /** Returns how many records there were. */
  long into(ReferenceModel model, String topic) throws IOException {
    return reader.read(topic, record -> fold(folded(record), model));
  }

  private void fold(TraceRecord record, ReferenceModel model) {
    if (ledger.hasReplayed(record)) {
      model.refuse(record, REPLAYED);
    } else {
      model.fold(record);
    }
  }

  private static TraceRecord folded(ConsumerRecord<byte[], byte[]> record) {
    return new TraceRecord(
        record.topic(), record.partition(), record.offset(), record.timestamp(), record.value());
  }
}
