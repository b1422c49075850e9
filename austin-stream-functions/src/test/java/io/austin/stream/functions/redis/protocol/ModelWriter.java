package io.austin.stream.functions.redis.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A writer in one state of the walk.
 *
 * @param claim the claim that it began under
 * @param stop why it stopped, if it did
 * @param overtaken whether anybody else's transaction was applied since it started; nothing the
 *     writer knows, only a measure of its alarms
 */
record ModelWriter(
    Claim claim, Memory memory, Intake intake, Commit commit, Stop stop, boolean overtaken) {
  /** Why a writer stopped. */
  enum Stop {
    NO,
    ANOTHER_WRITER,
    WENT_BACK_AT_COMMIT,
    WENT_BACK_AT_FIRST_RECORD,
    /** Nothing is lost for good: the source has it still before it. */
    WENT_BACK_TO_WHAT_IS_READ_AGAIN,
    REORDERED,
    /** The fences were reset since the checkpoint, or since it began. */
    RESET,
    /** The fences are for another number of buckets. */
    OTHER_BUCKETS,
    /** Somebody is at work on the fences, or was stopped in the middle of it. */
    CHANGING
  }

  /** How far the commit of a batch has come. */
  enum Phase {
    /** There is nothing to commit. */
    IDLE,
    /** The bucket's fences are to be asked for. */
    ASK,
    /** The transaction is under way. */
    SENT,
    /** Where fences do not go with the data: the data was applied, its fences are under way. */
    FENCES_SENT,
    /** Calls of a script are under way, with a section for each bucket that is open. */
    CALLED
  }

  /**
   * What the writer knows of fences.
   *
   * @param remembered what the checkpoint knew of partitions that are not met
   * @param met the partitions that it has seen a record of, as a bit mask
   * @param found of those, what stood in Redis when the first record came
   * @param written of those, what it knows to stand in Redis
   */
  record Memory(FenceGrid remembered, int met, FenceGrid found, FenceGrid written) {
    static Memory of(FenceGrid remembered) {
      return new Memory(remembered, 0, FenceGrid.NONE, FenceGrid.NONE);
    }

    boolean hasMet(int partition) {
      return TinyTopic.has(met, partition);
    }

    Memory meet(int partition, long[] fences) {
      return new Memory(
          remembered.without(partition),
          met | 1 << partition,
          found.with(partition, fences),
          written.with(partition, fences));
    }

    Memory write(FenceGrid fences) {
      return new Memory(remembered, met, found, fences);
    }

    /** The fence that must stand in Redis as far as the writer knows. */
    long known(int partition, int bucket) {
      return (hasMet(partition) ? written : remembered).at(partition, bucket);
    }

    /** Everything it knows, for a checkpoint. */
    FenceGrid known() {
      FenceGrid known = remembered;
      for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
        if (hasMet(partition)) {
          known = known.with(partition, written.of(partition, TinyTopic.BUCKETS));
        }
      }
      return known;
    }
  }

  /**
   * The events that the writer was given, as bit masks.
   *
   * @param undelivered those that the source has still to give out
   * @param open those in the open batch
   * @param batch those in the batch that is being committed
   */
  record Intake(int undelivered, int open, int batch) {}

  /**
   * The commit of the batch.
   *
   * @param inDoubt whether an attempt before the one that is under way may have been applied
   * @param broken whether a watched fence was changed by somebody else
   * @param sections the buckets whose sections are not known to be done, as a bit mask
   * @param doubtful those of which an attempt before the one that is under way may have been done
   */
  record Commit(
      Phase phase, int bucket, boolean inDoubt, boolean broken, int sections, int doubtful) {
    static final Commit NONE = new Commit(Phase.IDLE, 0, false, false, 0, 0);

    static Commit of(int bucket) {
      return new Commit(Phase.ASK, bucket, false, false, 0, 0);
    }

    /** Calls with a section for each of these buckets. */
    static Commit called(int sections) {
      return sections == 0 ? NONE : new Commit(Phase.CALLED, 0, false, false, sections, 0);
    }

    /** Over a connection on which nothing that is watched has changed. */
    Commit to(Phase next, boolean nowInDoubt) {
      return new Commit(next, bucket, nowInDoubt, false, 0, 0);
    }

    Commit breakWatch() {
      return new Commit(phase, bucket, inDoubt, true, 0, 0);
    }

    /** The section of a bucket as if it were all that there is. */
    Commit section(int of) {
      return new Commit(phase, of, TinyTopic.has(doubtful, of), false, sections, doubtful);
    }

    Commit done(int section) {
      int rest = sections & ~(1 << section);
      return rest == 0
          ? NONE
          : new Commit(phase, 0, false, false, rest, doubtful & ~(1 << section));
    }

    Commit doubt(int section) {
      return new Commit(phase, 0, false, false, sections, doubtful | 1 << section);
    }

    /** Whether the bucket is still to do. */
    boolean isToDo(int of) {
      return phase == Phase.CALLED
          ? TinyTopic.has(sections, of)
          : phase != Phase.IDLE && of >= bucket;
    }
  }

  /** A writer as it is restored from a checkpoint, under a claim. */
  static ModelWriter restored(Checkpoint checkpoint, Claim claim, int buckets) {
    return new ModelWriter(
        claim,
        Memory.of(checkpoint.fences().converted(checkpoint.buckets(), buckets)),
        new Intake(checkpoint.undelivered(), 0, 0),
        Commit.NONE,
        Stop.NO,
        false);
  }

  /** For how many buckets it knows fences. */
  int buckets() {
    return Math.min(claim.buckets(), TinyTopic.BUCKETS);
  }

  boolean isStopped() {
    return stop != Stop.NO;
  }

  /** Whether everything that it was given is committed. */
  boolean isFlushed() {
    return commit.phase() == Phase.IDLE && intake.open() == 0;
  }

  /** Whether everything of the topic is committed. */
  boolean isDone() {
    return intake.undelivered() == 0 && isFlushed();
  }

  ModelWriter with(Memory other) {
    return new ModelWriter(claim, other, intake, commit, stop, overtaken);
  }

  ModelWriter with(Intake other) {
    return new ModelWriter(claim, memory, other, commit, stop, overtaken);
  }

  ModelWriter with(Commit other) {
    return new ModelWriter(claim, memory, intake, other, stop, overtaken);
  }

  ModelWriter overtake() {
    return overtaken ? this : new ModelWriter(claim, memory, intake, commit, stop, true);
  }

  /** The same with nothing told of it that is not asked of a zombie. */
  ModelWriter asZombie() {
    return overtaken ? new ModelWriter(claim, memory, intake, commit, stop, false) : this;
  }

  ModelWriter stop(Stop why) {
    Intake nothing = new Intake(intake.undelivered(), 0, 0);
    return new ModelWriter(claim, memory, nothing, Commit.NONE, why, overtaken);
  }

  /**
   * What a completed checkpoint holds.
   *
   * @param undelivered the events behind it, as a bit mask
   * @param fences the fences that the writer knew to stand in Redis
   * @param buckets for how many buckets they are
   * @param incarnation of which they are; {@code null} where there is no checkpoint yet
   */
  record Checkpoint(int undelivered, FenceGrid fences, int buckets, @Nullable String incarnation) {
    static Checkpoint before(TinyTopic topic) {
      return new Checkpoint(topic.all(), FenceGrid.NONE, TinyTopic.BUCKETS, null);
    }

    Checkpoint of(String other) {
      return new Checkpoint(undelivered, fences, buckets, other);
    }
  }
}
