package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.ModelWriter.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state of everything: Redis, the job's last checkpoint, its writer, perhaps a zombie, and the
 * transactions of lost connections that may still arrive.
 *
 * @param saved what Redis can fall back to; {@code null} where nothing was saved
 * @param left what may still go wrong
 * @param late never one whose watched fences have changed: it would be refused
 */
record World(
    ModelRedis redis,
    @Nullable ModelRedis saved,
    Faults left,
    Checkpoint checkpoint,
    ModelWriter current,
    @Nullable ModelWriter zombie,
    List<Exec> late) {

  /** The beginning: nothing was read, nothing is written. */
  static World before(TinyTopic topic, Faults faults) {
    Checkpoint none = Checkpoint.before(topic);
    return new World(
        ModelRedis.EMPTY, null, faults, none, ModelWriter.restored(none), null, List.of());
  }

  /**
   * How much may go wrong; so a walk ends.
   *
   * @param failovers how often the job may start again, with or without a zombie left behind
   * @param late how many transactions of lost connections may be under way at once
   * @param mayRollBack whether Redis may fall back, once
   * @param hasRolledBack whether it did
   */
  record Faults(int failovers, int late, boolean mayRollBack, boolean hasRolledBack) {
    static Faults of(int failovers, int late, boolean mayRollBack) {
      return new Faults(failovers, late, mayRollBack, false);
    }

    Faults afterFailover() {
      return new Faults(failovers - 1, late, mayRollBack, hasRolledBack);
    }

    Faults afterRollback() {
      return new Faults(failovers, late, false, true);
    }
  }

  /** With nobody and nothing but the job's writer, the checkpoint and Redis. */
  World alone() {
    return new World(redis, null, left, checkpoint, current, null, List.of());
  }

  boolean hasRolledBack() {
    return left.hasRolledBack();
  }

  @Nullable ModelWriter writer(Role role) {
    return role == Role.CURRENT ? current : zombie;
  }

  World with(ModelRedis other) {
    return new World(other, saved, left, checkpoint, current, zombie, late);
  }

  World with(Checkpoint other) {
    return new World(redis, saved, left, other, current, zombie, late);
  }

  World with(Role role, ModelWriter writer) {
    return role == Role.CURRENT ? withCurrent(writer) : withZombie(writer);
  }

  World withCurrent(ModelWriter writer) {
    return new World(redis, saved, left, checkpoint, writer, zombie, late);
  }

  /** A zombie that stopped, or has nothing left to do, is gone. */
  World withZombie(@Nullable ModelWriter writer) {
    boolean gone = writer == null || writer.isStopped() || writer.isDone();
    ModelWriter running = gone ? null : writer.asZombie();
    return new World(redis, saved, left, checkpoint, current, running, late);
  }

  World fail(ModelWriter restored) {
    return new World(redis, saved, left.afterFailover(), checkpoint, restored, zombie, late);
  }

  World withLate(List<Exec> other) {
    return new World(redis, saved, left, checkpoint, current, zombie, other);
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

  World save() {
    return new World(redis, redis, left, checkpoint, current, zombie, late);
  }

  /** One node, with one bucket, is back at what was saved, and no connection to it is left. */
  World rollBackNode(int bucket, ModelRedis to, UnaryOperator<ModelWriter> cutOff) {
    ModelWriter ofZombie = zombie == null ? null : cutOff.apply(zombie);
    return new World(
            redis.withBucketOf(to, bucket),
            null,
            left.afterRollback(),
            checkpoint,
            cutOff.apply(current),
            ofZombie,
            late)
        .withoutLate(exec -> exec.bucket() == bucket);
  }

  /** Redis is back at what was saved, and no connection to it is left. */
  World rollBack(ModelRedis to, UnaryOperator<ModelWriter> cutOff) {
    ModelWriter ofZombie = zombie == null ? null : cutOff.apply(zombie);
    return new World(
        to, null, left.afterRollback(), checkpoint, cutOff.apply(current), ofZombie, List.of());
  }
}
