package io.austin.stream.bench.subject;

import io.austin.stream.bench.site.JavaChild;
import java.time.Duration;
import java.util.Map;

/** The work of a subject that is one child process and ends by itself. */
final class ChildWork implements Work {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final JavaChild child;

  ChildWork(JavaChild child) {
    this.child = child;
  }

  @Override
  public void begin() {
    child.begin();
  }

  @Override
  public Map<String, Long> processes() {
    return Map.of(SUBJECT, child.pid());
  }

  @Override
  public void check() {
    child.check();
  }

  @Override
  public void finish() throws InterruptedException {
    child.awaitDone(LIMIT);
  }

  @Override
  public void close() {
    child.close();
  }
}
