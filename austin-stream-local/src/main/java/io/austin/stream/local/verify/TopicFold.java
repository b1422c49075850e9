package io.austin.stream.local.verify;

import io.austin.stream.local.platform.TopicReader;
import io.austin.stream.local.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.model.ReferenceModel;
import io.austin.stream.test.model.TraceRecord;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Folds a topic's committed records into the model, from the beginning to the end of now. */
final class TopicFold {
  private final TopicReader reader;

  TopicFold(OptionValues options, LiveLine live) {
    reader = new TopicReader(options, live);
  }

  /** Returns how many records there were. */
  long into(ReferenceModel model, String topic) throws IOException {
    return reader.read(topic, record -> model.fold(folded(record)));
  }

  private static TraceRecord folded(ConsumerRecord<byte[], byte[]> record) {
    return new TraceRecord(
        record.topic(), record.partition(), record.offset(), record.timestamp(), record.value());
  }
}
