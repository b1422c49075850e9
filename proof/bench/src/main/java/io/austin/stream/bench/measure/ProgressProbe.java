package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.Milestone;
import io.austin.stream.bench.site.RedisConnections;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import redis.clients.jedis.Pipeline;

/**
 * How far a backlog is applied, seen in Redis alone and so in the same way for every subject: by
 * which of its milestones' keys exist. A look costs Redis one {@code TOUCH} per partition, and at a
 * partition's end one for each of the last keys; subjects do no {@code TOUCH} of their own.
 */
final class ProgressProbe implements Progress {
  private final List<List<Milestone>> partitions;
  private final int[] reached;
  private final long events;

  ProgressProbe(Backlog backlog) {
    partitions = backlog.milestones();
    reached = new int[partitions.size()];
    events = backlog.events();
  }

  @Override
  public long look(RedisConnections redis) {
    while (advance(redis)) {
      // Several milestones of a partition may have been passed since the last look.
    }
    return isComplete() ? events : applied();
  }

  private boolean advance(RedisConnections redis) {
    List<String> asked = new ArrayList<>();
    for (int partition = 0; partition < reached.length; partition++) {
      if (!isComplete(partition)) {
        asked.addAll(next(partition).keys());
      }
    }
    Iterator<Long> found = redis.ask(asked, Pipeline::touch).iterator();
    boolean any = false;
    for (int partition = 0; partition < reached.length; partition++) {
      if (!isComplete(partition)) {
        long there = 0;
        for (int key = 0; key < next(partition).keys().size(); key++) {
          there += found.next();
        }
        if (there == next(partition).keys().size()) {
          reached[partition]++;
          any = true;
        }
      }
    }
    return any;
  }

  private Milestone next(int partition) {
    return partitions.get(partition).get(reached[partition]);
  }

  @Override
  public boolean isComplete() {
    for (int partition = 0; partition < reached.length; partition++) {
      if (!isComplete(partition)) {
        return false;
      }
    }
    return true;
  }

  private boolean isComplete(int partition) {
    return reached[partition] == partitions.get(partition).size();
  }

  private long applied() {
    long sum = 0;
    for (int partition = 0; partition < reached.length; partition++) {
      if (reached[partition] > 0) {
        sum += partitions.get(partition).get(reached[partition] - 1).position();
      }
    }
    return sum;
  }
}
