package io.austin.stream.test.traffic;

import io.austin.stream.test.event.TrafficMix;
import org.jspecify.annotations.Nullable;

/**
 * Endless realistic traffic.
 *
 * @param mix what it is made of
 */
public record GeneratedValues(TrafficMix mix) implements Values {
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public byte @Nullable [] next() {
    return mix.next().value();
  }
}
