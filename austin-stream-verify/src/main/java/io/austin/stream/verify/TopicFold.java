package io.austin.stream.verify;

import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a topic's committed records into the model, from the beginning to the end of now. A record
 * that was refused and replayed is a dead letter still, whatever today's rules say: it counts where
 * the replay put it.
 */
record TopicFold(TopicReader reader, Predicate<TraceRecord> replayed) {
  private static final String REPLAYED = "replayed";

  /** Tells how much of the topic the records are. */
  TopicExtent into(ReferenceModel model, String topic) throws IOException {
    return reader.read(topic, record -> fold(folded(record), model));
  }

  private void fold(TraceRecord record, ReferenceModel model) {
    if (replayed.test(record)) {
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
