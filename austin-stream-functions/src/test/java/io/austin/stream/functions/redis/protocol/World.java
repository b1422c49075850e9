package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.ModelWriter.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state of everything: Redis, the job's last checkpoint, its writer, perhaps a zombie, the
 * transactions of lost connections that may still arrive, and operators' tools.
 *
 * @param saved what Redis can fall back to; {@code null} where nothing was saved
 * @param left what may still go wrong
 * @param kept a checkpoint of before a tool began, which an operator may go back to
 * @param late never one whose watched fences or claim have changed: it would be refused
 * @param tools in the order in which they began
 */
record World(
    ModelRedis redis,
    @Nullable ModelRedis saved,
    Faults left,
    Checkpoint checkpoint,
    @Nullable Checkpoint kept,
    ModelWriter current,
    @Nullable ModelWriter zombie,
    List<Exec> late,
    List<Tool> tools) {

  /** The beginning: nothing was read, nothing is written. */
  static World before(Checkpoint none, Faults faults, WriterSteps.Opened opened) {
    return new World(
        opened.redis(), null, faults, none, null, opened.writer(), null, List.of(), List.of());
  }

  /**
   * How much may go wrong; so a walk ends.
   *
   * @param failovers how often the job may start again, with or without a zombie left behind
   * @param late how many transactions of lost connections may be under way at once
   * @param mayRollBack whether Redis may fall back, once
   * @param hasRolledBack whether it did
   * @param tools how often an operator may convert or reset the fences
   * @param hasOperated whether one did, or started the job otherwise than it would by itself
   */
  record Faults(
      int failovers,
      int late,
      boolean mayRollBack,
      boolean hasRolledBack,
      int tools,
      boolean hasOperated) {
    static Faults of(int failovers, int late, boolean mayRollBack) {
      return new Faults(failovers, late, mayRollBack, false, 0, false);
    }

    Faults withTools(int most) {
      return new Faults(failovers, late, mayRollBack, hasRolledBack, most, hasOperated);
    }

    Faults afterFailover() {
      return new Faults(failovers - 1, late, mayRollBack, hasRolledBack, tools, hasOperated);
    }

    Faults afterRollback() {
      return new Faults(failovers, late, false, true, tools, hasOperated);
    }

    Faults afterTool() {
      return new Faults(failovers, late, mayRollBack, hasRolledBack, tools - 1, true);
    }

    Faults afterOperator() {
      return new Faults(failovers, late, mayRollBack, hasRolledBack, tools, true);
    }

    @Override
    public String toString() {
      return "failovers %d, late %d, fallbacks %d, tools %d"
          .formatted(failovers, late, mayRollBack ? 1 : 0, tools);
    }
  }

  /** With nobody and nothing but the job's writer, the checkpoint and Redis. */
  World alone() {
    return new World(redis, saved, left, checkpoint, kept, current, null, List.of(), List.of());
  }

  boolean hasRolledBack() {
    return left.hasRolledBack();
  }

  @Nullable ModelWriter writer(Role role) {
    return role == Role.CURRENT ? current : zombie;
  }

  World with(ModelRedis other) {
    return new World(other, saved, left, checkpoint, kept, current, zombie, late, tools);
  }

  World with(Checkpoint other) {
    return new World(redis, saved, left, other, kept, current, zombie, late, tools);
  }

  World with(Faults other) {
    return new World(redis, saved, other, checkpoint, kept, current, zombie, late, tools);
  }

  World with(Role role, ModelWriter writer) {
    return role == Role.CURRENT ? withCurrent(writer) : withZombie(writer);
  }

  World withCurrent(ModelWriter writer) {
    return new World(redis, saved, left, checkpoint, kept, writer, zombie, late, tools);
  }

  /** A zombie that stopped, or has nothing left to do, is gone. */
  World withZombie(@Nullable ModelWriter writer) {
    boolean gone = writer == null || writer.isStopped() || writer.isDone();
    ModelWriter running = gone ? null : writer.asZombie();
    return new World(redis, saved, left, checkpoint, kept, current, running, late, tools);
  }

  World withLate(List<Exec> other) {
    return new World(redis, saved, left, checkpoint, kept, current, zombie, other, tools);
  }

  World plusLate(Exec exec) {
    List<Exec> more = new ArrayList<>(late);
    more.add(exec);
    return withLate(List.copyOf(more));
  }

  World withoutLate(Predicate<Exec> removed) {
    return late.isEmpty()
        ? this
        : withLate(late.stream().filter(exec -> !removed.test(exec)).toList());
  }

  /** With the late transactions of one sender under the name of another. */
  World renameSender(Role from, Role to) {
    return late.isEmpty()
        ? this
        : withLate(late.stream().map(it -> it.sender() == from ? it.from(to) : it).toList());
  }

  private World withTools(List<Tool> other) {
    return new World(redis, saved, left, checkpoint, kept, current, zombie, late, other);
  }

  /** An operator begins to use a tool; the checkpoint of before may be of use later. */
  World beginTool(Tool tool) {
    List<Tool> more = new ArrayList<>(tools);
    more.add(tool);
    return new World(
        redis,
        saved,
        left.afterTool(),
        checkpoint,
        kept == null ? checkpoint : kept,
        current,
        zombie,
        late,
        List.copyOf(more));
  }

  World with(Tool before, Tool after) {
    return withTools(tools.stream().map(it -> it.equals(before) ? after : it).toList());
  }

  World without(Tool ended) {
    return withTools(tools.stream().filter(it -> !it.equals(ended)).toList());
  }

  World save() {
    return new World(redis, redis, left, checkpoint, kept, current, zombie, late, tools);
  }

  /** One node, with one bucket, is back at what was saved, and no connection to it is left. */
  World rollBackNode(int bucket, ModelRedis to, UnaryOperator<ModelWriter> cutOff) {
    ModelRedis back = redis.withBucketOf(to, bucket);
    return cutOff(bucket == 0 ? back.withClaim(to.claim()) : back, cutOff)
        .withoutLate(exec -> exec.bucket() == bucket);
  }

  /** Redis is back at what was saved, and no connection to it is left. */
  World rollBack(ModelRedis to, UnaryOperator<ModelWriter> cutOff) {
    return cutOff(to, cutOff).withLate(List.of());
  }

  /** Those who look after the job notice, and give up what they were at. */
  private World cutOff(ModelRedis to, UnaryOperator<ModelWriter> cutOff) {
    ModelWriter ofZombie = zombie == null ? null : cutOff.apply(zombie);
    return new World(
        to,
        null,
        left.afterRollback(),
        checkpoint,
        kept,
        cutOff.apply(current),
        ofZombie,
        late,
        List.of());
  }
}
