package io.austin.stream.bench.subject;

/** Who is there beside a subject while it is measured. */
public interface Companion {
  /** Nobody. */
  Companion NOBODY =
      new Companion() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
      };

  /** Begins, just before what counts. */
  void begin();

  /** Comes to an end, when the last event was seen. */
  void end() throws InterruptedException;
}
