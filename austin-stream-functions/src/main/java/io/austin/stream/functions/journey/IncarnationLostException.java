package io.austin.stream.functions.journey;

import java.io.IOException;

/** Redis does not hold what this attempt of the job wrote last: it stops and begins anew. */
public final class IncarnationLostException extends IOException {
  private static final long serialVersionUID = 1L;

  IncarnationLostException(String message) {
    super(message);
  }
}
