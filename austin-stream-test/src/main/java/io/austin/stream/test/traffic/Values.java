package io.austin.stream.test.traffic;

import io.austin.stream.test.event.TrafficMix;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The values of records to produce, one after the other. */
public interface Values extends Closeable {
  /** Endless realistic traffic. */
  static Values of(TrafficMix mix) {
    return () -> mix.next().value();
  }

  /** Whether there is another one, as there is by default. */
  default boolean hasNext() throws IOException {
    return true;
  }

  /** The next one; {@code null} for a record without a value. */
  byte @Nullable [] next() throws IOException;

  @Override
  default void close() throws IOException {}
}
