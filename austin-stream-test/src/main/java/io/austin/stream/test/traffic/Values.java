package io.austin.stream.test.traffic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The values of records to produce, one after the other. */
public interface Values extends Closeable {
  /** Whether there is another one. */
  boolean hasNext() throws IOException;

  /** The next one; {@code null} for a record without a value. */
  byte @Nullable [] next() throws IOException;

  @Override
  default void close() throws IOException {}
}
