package io.austin.stream.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer tells with a record about how it came by it; travels in a header.
 *
 * @param metadataUpdate the consumer's last update of what it knows of topics; larger for later
 *     ones, whatever the consumer
 * @param position where the consumer stood in the partition before; {@link #UNKNOWN} if it only
 *     began
 */
record FetchMark(long metadataUpdate, long position) {
  static final long UNKNOWN = -1;

  private static final String HEADER = "austin-stream.fetch";

  void writeTo(ConsumerRecord<?, ?> record) {
    ByteBuffer value = ByteBuffer.allocate(2 * Long.BYTES);
    value.putLong(metadataUpdate).putLong(position);
    record.headers().add(HEADER, value.array());
  }

  /** The record's mark; {@code null} for none. */
  static @Nullable FetchMark of(ConsumerRecord<?, ?> record) {
    Header header = record.headers().lastHeader(HEADER);
    if (header == null) {
      return null;
    }
    ByteBuffer value = ByteBuffer.wrap(header.value());
    return new FetchMark(value.getLong(), value.getLong());
  }
}
