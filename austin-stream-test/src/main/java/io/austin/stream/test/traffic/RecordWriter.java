package io.austin.stream.test.traffic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where records are written to. */
public interface RecordWriter extends Closeable {
  /** Writes one, perhaps later. */
  void write(byte @Nullable [] value) throws IOException;

  /** Writes what was put off, and returns when it is written. */
  void flush() throws IOException;
}
