package io.austin.stream.bench.latency;

/** Who is there beside the job while it works at one load. */
public interface Companion {
  /** Nobody. */
  Companion NOBODY =
      new Companion() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
      };

  /** Begins, just before the first event is sent. */
  void begin();

  /** Comes to an end, when the last event was seen. */
  void end() throws InterruptedException;
}
