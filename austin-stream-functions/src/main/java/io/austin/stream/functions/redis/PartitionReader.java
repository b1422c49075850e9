package io.austin.stream.functions.redis;

import io.austin.stream.functions.SourceRecord;
import java.io.Serializable;

/**
 * Reads a range of a partition that was read before, so that what Redis lost can be written again.
 * It sees the records that the source saw: committed ones, where producers use transactions.
 */
public interface PartitionReader extends Serializable {
  /**
   * Hands over, in order, the records of a range that the partition still holds.
   *
   * @return what of the range was still there: all of it, unless retention has removed the
   *     beginning, or the partition lost its end; empty where the topic is another now
   * @throws Exception when the records can't be read, or the consumer can't take one
   */
  LostRange read(LostRange range, RecordConsumer consumer) throws Exception;

  /** Takes records. */
  @FunctionalInterface
  interface RecordConsumer {
    /** Takes one. */
    void accept(SourceRecord record) throws Exception;
  }
}
