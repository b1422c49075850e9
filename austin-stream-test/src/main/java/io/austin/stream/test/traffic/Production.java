package io.austin.stream.test.traffic;

import java.io.IOException;
import java.time.Duration;

/**
 * The production of records: takes values, writes them at a pace, until there are no more, or so
 * many are written, or it shall stop.
 *
 * @param values what to write
 * @param pace how fast
 * @param limit how many at most
 */
public record Production(Values values, Pace pace, long limit) {

  /** Without a limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Produces all; returns when it is written. */
  public void run(RecordWriter writer, Stop stop) throws IOException, InterruptedException {
    for (long written = 0;
        written < limit && !stop.await(Duration.ZERO) && values.hasNext();
        written++) {
      if (pace.isAhead()) {
        writer.flush();
      }
      pace.awaitNext(stop);
      writer.write(values.next());
    }
    writer.flush();
  }
}
