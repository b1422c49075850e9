package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.Milestone;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * How far a backlog is applied, seen in Redis alone and so in the same way for every subject: by
 * which of its milestones' keys exist. A look costs Redis one {@code EXISTS} per partition.
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
  public long look(Jedis redis) {
    while (advance(redis)) {
      // Several milestones of a partition may have been passed since the last look.
    }
    return isComplete() ? events : applied();
  }

  private boolean advance(Jedis redis) {
    List<Integer> open = new ArrayList<>();
    List<Response<Long>> found = new ArrayList<>();
    try (Pipeline pipeline = redis.pipelined()) {
      for (int partition = 0; partition < reached.length; partition++) {
        if (!isComplete(partition)) {
          open.add(partition);
          found.add(pipeline.exists(next(partition).keys().toArray(String[]::new)));
        }
      }
    }
    boolean any = false;
    for (int i = 0; i < open.size(); i++) {
      int partition = open.get(i);
      if (found.get(i).get() == next(partition).keys().size()) {
        reached[partition]++;
        any = true;
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
