package io.austin.stream.bench.neighbour;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.subject.Subject;
import io.austin.stream.bench.subject.Work;
import java.util.Map;

/** A subject with a neighbour, who asks while the last 70 % of the events are applied. */
public final class WithNeighbour implements Subject {
  private final Subject subject;
  private final Neighbour neighbour;

  /** This subject beside this neighbour. */
  public WithNeighbour(Subject subject, Neighbour neighbour) {
    this.subject = subject;
    this.neighbour = neighbour;
  }

  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public Map<String, String> options() {
    return subject.options();
  }

  @Override
  public int parallelism() {
    return subject.parallelism();
  }

  @Override
  public Work prepare(Backlog backlog) throws Exception {
    Work work = subject.prepare(backlog);
    return new Work() {
      @Override
      public void begin() throws Exception {
        work.begin();
      }

      @Override
      public void warm() {
        neighbour.begin();
      }

      @Override
      public Map<String, Long> processes() {
        return work.processes();
      }

      @Override
      public void check() throws Exception {
        work.check();
      }

      @Override
      public void finish() throws Exception {
        neighbour.end();
        work.finish();
      }

      @Override
      public void close() {
        work.close();
      }
    };
  }
}
