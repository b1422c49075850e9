package io.austin.stream.job.deadletter;

import io.austin.stream.functions.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes dead letters to the TaskManager's log, rate-limited and without their content. */
public final class LoggedDeadLetters implements Sink<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LoggedDeadLetters.class);

  @Override
  public SinkWriter<DeadLetter> createWriter(WriterInitContext context) {
    return new Writer(new DeadLetterLog(LOG::warn, System::nanoTime));
  }

  private record Writer(DeadLetterLog log) implements SinkWriter<DeadLetter> {
    @Override
    public void write(DeadLetter letter, Context context) {
      log.write(letter);
    }

    /** Flink calls this for every checkpoint, so that a burst is told of when it is over. */
    @Override
    public void flush(boolean endOfInput) {
      log.tellLeftOut();
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
