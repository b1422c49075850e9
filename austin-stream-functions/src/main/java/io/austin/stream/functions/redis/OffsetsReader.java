package io.austin.stream.functions.redis;

import java.io.Serializable;
import java.util.List;

/**
 * Asks how far the job has come in its topics. It travels with the job; one thread at a time uses
 * it, and it may go on after {@link #close}.
 */
public interface OffsetsReader extends Serializable, AutoCloseable {
  /**
   * All partitions of the topics, as completed checkpoints cover them.
   *
   * @throws Exception when that cannot be found out now
   */
  List<TopicOffsets> read() throws Exception;

  /** Gives up what it holds. */
  @Override
  void close();
}
