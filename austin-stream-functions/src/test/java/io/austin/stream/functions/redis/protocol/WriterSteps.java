package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.ModelWriter.Checkpoint;
import io.austin.stream.functions.redis.protocol.ModelWriter.Commit;
import io.austin.stream.functions.redis.protocol.ModelWriter.Intake;
import io.austin.stream.functions.redis.protocol.ModelWriter.Phase;
import io.austin.stream.functions.redis.protocol.ModelWriter.Stop;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a writer does by itself: it is given records, takes batches, asks for fences, decides and
 * hears what became of its transactions. The decisions are those of its own objects, see {@link
 * RealWriter}.
 */
final class WriterSteps {
  private final TinyTopic topic;
  private final Protocol protocol;
  private final Set<Ingredient> ingredients;

  /** Only for speed: few states of a writer stand in many states of everything. */
  private final Map<ModelWriter, Sent> sent = new HashMap<>();

  WriterSteps(TinyTopic topic, Protocol protocol, Set<Ingredient> ingredients) {
    this.topic = topic;
    this.protocol = protocol;
    this.ingredients = ingredients;
  }

  private boolean has(Ingredient ingredient) {
    return ingredients.contains(ingredient);
  }

  /**
   * A writer that goes on from a checkpoint and makes the fences its own to move, or is refused.
   *
   * @param redis what Redis holds then
   */
  record Opened(ModelRedis redis, ModelWriter writer) {}

  /** Begins a writer for that many buckets. */
  Opened open(ModelRedis redis, Checkpoint checkpoint, int buckets) {
    String remembered = has(Ingredient.INCARNATION_IN_CHECKPOINT) ? checkpoint.incarnation() : null;
    String layout = protocol == Protocol.SCRIPTS ? Claim.SLOTS : Integer.toString(buckets);
    Claim found = redis.claim().or(new Claim(layout, remembered == null ? "" : remembered));
    Stop stop = judge(found, layout, remembered);
    ModelRedis claimed = redis.withClaim(found);
    ModelWriter writer =
        ModelWriter.restored(checkpoint, new Claim(layout, found.incarnation()), buckets);
    return new Opened(
        found.layout().equals(Integer.toString(buckets)) ? claimed.in(buckets) : claimed,
        stop == Stop.NO ? writer : writer.stop(stop));
  }

  /** What production makes of a claim that it finds where it begins. */
  private static Stop judge(Claim found, String layout, @Nullable String remembered) {
    return judge(found, options -> found.check(layout, remembered, options));
  }

  /** What it makes of one that it finds beside fences. */
  private static Stop judge(ModelWriter writer, Claim found) {
    return judge(found, options -> writer.claim().requireStill(found, options));
  }

  private interface Check {
    void by(CommitOptions options) throws RedisPipelineException;
  }

  private static Stop judge(Claim found, Check check) {
    try {
      check.by(new CommitOptions("group", TinyTopic.BUCKETS, 1, 1));
      return Stop.NO;
    } catch (ResetException reset) {
      return Stop.RESET;
    } catch (RedisPipelineException refused) {
      return found.layout().matches("\\d+") ? Stop.OTHER_BUCKETS : Stop.CHANGING;
    }
  }

  /** Tells every record that the source can give to the writer next. */
  void deliver(World world, Role role, ModelWriter writer, Steps steps) {
    int passed = 0;
    for (int place = 0; place < topic.events().size(); place++) {
      if (TinyTopic.has(writer.intake().undelivered(), place)) {
        int partition = topic.events().get(place).partition();
        boolean overtakes = TinyTopic.has(passed, partition);
        passed |= 1 << partition;
        if (!overtakes || !has(Ingredient.CHAINING)) {
          deliver(world, role, writer, place, steps);
        }
      }
    }
  }

  private void deliver(World world, Role role, ModelWriter writer, int place, Steps steps) {
    TinyTopic.Event event = topic.events().get(place);
    if (writer.memory().hasMet(event.partition())) {
      steps.to(
          world.with(role, given(writer, place)), () -> "%s is given %s".formatted(role, event));
    } else if (writer.isFlushed()) {
      ModelWriter met = meet(world.redis(), writer, place);
      ModelRedis redis = met.isStopped() ? world.redis() : incarnate(world.redis(), writer);
      steps.to(
          world.with(redis).with(role, met),
          () ->
              "%s is given %s, reads its partition's fences%s"
                  .formatted(role, event, met.isStopped() ? " and stops: " + met.stop() : ""));
    }
  }

  /** The first record of a partition: its fences are read, and compared with the checkpoint's. */
  private ModelWriter meet(ModelRedis redis, ModelWriter writer, int place) {
    Stop refused = has(Ingredient.CLAIM_WITH_FENCES) ? judgeAtMeeting(redis, writer) : Stop.NO;
    if (refused != Stop.NO) {
      return writer.stop(refused);
    }
    int partition = topic.events().get(place).partition();
    long[] found = redis.fences().of(partition, writer.buckets());
    long[] remembered = writer.memory().remembered().of(partition, writer.buckets());
    Loss loss = new Loss("p" + partition, remembered, found);
    if (loss.offsets() > 0) {
      boolean beyondReach = isBeyondReach(redis, partition, writer.intake().undelivered());
      return writer.stop(
          beyondReach ? Stop.WENT_BACK_AT_FIRST_RECORD : Stop.WENT_BACK_TO_WHAT_IS_READ_AGAIN);
    }
    return given(writer.with(writer.memory().meet(partition, found)), place);
  }

  private Stop judgeAtMeeting(ModelRedis redis, ModelWriter writer) {
    if (protocol == Protocol.TRANSACTIONS) {
      return judge(writer, redis.claim());
    }
    return redis.incarnations().stream().allMatch(it -> isOf(it, writer)) ? Stop.NO : Stop.RESET;
  }

  /** Fences without an incarnation are lost ones, which are given it: see {@link #incarnate}. */
  private static boolean isOf(String incarnation, ModelWriter writer) {
    return incarnation.isEmpty() || incarnation.equals(writer.claim().incarnation());
  }

  /** In a cluster, who reads fences gives their incarnation to those that have none. */
  private ModelRedis incarnate(ModelRedis redis, ModelWriter writer) {
    ModelRedis given = redis;
    for (int bucket = 0; bucket < TinyTopic.BUCKETS && protocol == Protocol.SCRIPTS; bucket++) {
      given =
          given.incarnations().get(bucket).isEmpty()
              ? given.incarnate(bucket, writer.claim().incarnation())
              : given;
    }
    return given;
  }

  /**
   * Takes note that all that has come of each partition is in Redis, unless Redis lacks some of it:
   * that it fell back shows by the connection, see {@link Committer#rest}.
   */
  void rest(World world, Role role, ModelWriter writer, Steps steps) {
    boolean mayMatter = world.left().tools() > 0 || !world.tools().isEmpty();
    if (mayMatter
        && protocol == Protocol.TRANSACTIONS
        && writer.isFlushed()
        && world.redis().claim().equals(writer.claim())
        && !isBehind(world.redis(), writer)) {
      ModelRedis redis = world.redis();
      int delivered = topic.all() & ~writer.intake().undelivered();
      for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
        if (writer.memory().hasMet(partition)) {
          redis = redis.withRest(partition, real(writer).soFar(partition, delivered));
        }
      }
      if (!redis.equals(world.redis())) {
        World noted = world.with(redis);
        steps.to(noted, () -> role + " puts down how far it is while it is at rest");
      }
    }
  }

  private static boolean isBehind(ModelRedis redis, ModelWriter writer) {
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      for (int bucket = 0; bucket < writer.buckets(); bucket++) {
        if (redis.fences().at(partition, bucket)
            < writer.memory().written().at(partition, bucket)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether Redis lacks something that the source does not have before it any more. */
  private boolean isBeyondReach(ModelRedis redis, int partition, int undelivered) {
    return topic
        .places(topic.all() & ~undelivered)
        .filter(place -> topic.events().get(place).partition() == partition)
        .anyMatch(
            place ->
                IntStream.range(0, TinyTopic.KEYS)
                    .filter(topic.events().get(place)::reaches)
                    .anyMatch(key -> redis.times(place, key) == 0));
  }

  /** The fences that a checkpoint remembers. */
  FenceGrid remember(ModelWriter writer, int delivered) {
    if (!has(Ingredient.FENCES_IN_CHECKPOINT)) {
      return FenceGrid.NONE;
    }
    return has(Ingredient.FENCES_OF_RECORDS_SO_FAR)
        ? real(writer).writtenSoFar(delivered)
        : writer.memory().known();
  }

  private ModelWriter given(ModelWriter writer, int place) {
    Intake intake = writer.intake();
    if (!RealWriter.takes(topic, topic.all() & ~intake.undelivered(), place)) {
      return writer.stop(Stop.REORDERED);
    }
    int event = 1 << place;
    return writer.with(
        new Intake(intake.undelivered() & ~event, intake.open() | event, intake.batch()));
  }

  /** Takes the open batch and begins to commit it. */
  void take(World world, Role role, ModelWriter writer, Steps steps) {
    Intake intake = writer.intake();
    if (intake.open() != 0) {
      ModelWriter committing =
          goOn(writer.with(new Intake(intake.undelivered(), 0, intake.open())), 0);
      steps.to(
          world.with(role, committing),
          () ->
              "%s takes the batch %s%s"
                  .formatted(
                      role,
                      topic.names(intake.open()),
                      committing.isFlushed() ? ", of which nothing is left to write" : ""));
    }
  }

  /** On to the next bucket that there is something to commit of. */
  private ModelWriter goOn(ModelWriter writer, int bucket) {
    return on(
        writer,
        protocol == Protocol.SCRIPTS
            ? Commit.called(real(writer).sections())
            : real(writer).commitFrom(bucket));
  }

  private static ModelWriter on(ModelWriter writer, Commit next) {
    Intake intake = writer.intake();
    return next.phase() == Phase.IDLE
        ? writer.with(new Intake(intake.undelivered(), intake.open(), 0)).with(next)
        : writer.with(next);
  }

  private RealWriter real(ModelWriter writer) {
    return new RealWriter(topic, has(Ingredient.SKIP_REPLAYED), writer);
  }

  /** Watches and reads the bucket's fences, and does what they say. */
  void ask(World world, Role role, ModelWriter writer, Steps steps) {
    Commit commit = writer.commit();
    Stop refused = has(Ingredient.CLAIM_WITH_COMMIT) ? judgeAtCommit(writer, world) : Stop.NO;
    if (refused != Stop.NO) {
      steps.to(
          world.with(role, writer.stop(refused)),
          () -> "%s reads the claim and stops: %s".formatted(role, refused));
      return;
    }
    RealWriter real = real(writer);
    FenceUpdate fences = real.fences(commit);
    FenceDecision decision =
        fences.judge(RealWriter.found(fences, commit.bucket(), world.redis().fences()));
    ModelWriter decided =
        switch (decision) {
          case COMMIT -> writer.with(commit.to(Phase.SENT, commit.inDoubt()));
          case COMMITTED -> committed(writer, real, fences);
          case ANOTHER_WRITER -> writer.stop(Stop.ANOTHER_WRITER);
          case REDIS_WENT_BACK -> writer.stop(Stop.WENT_BACK_AT_COMMIT);
        };
    steps.to(
        world.with(role, decided),
        () ->
            "%s watches and reads the fences of bucket %d: %s"
                .formatted(role, commit.bucket(), decision));
  }

  private static Stop judgeAtCommit(ModelWriter writer, World world) {
    Claim found = world.redis().claim();
    return found.layout().isEmpty() ? Stop.WENT_BACK_AT_COMMIT : judge(writer, found);
  }

  private ModelWriter committed(ModelWriter writer, RealWriter real, FenceUpdate fences) {
    return goOn(writer.with(real.committed(fences)), writer.commit().bucket() + 1);
  }

  /** The transaction that the writer has under way, and how it may go on. */
  Sent sent(ModelWriter writer) {
    return sent.computeIfAbsent(
        writer,
        it ->
            new Sent(
                real(it).exec(it.commit()), hearApplied(it), hearRefused(it), hearNothing(it)));
  }

  /**
   * A transaction that is under way, and the writer after each reply to it.
   *
   * @param applied after the reply that it was applied
   * @param refused after the reply that it was refused
   * @param unknown after the loss of the connection
   */
  record Sent(Exec exec, ModelWriter applied, ModelWriter refused, ModelWriter unknown) {}

  private ModelWriter hearApplied(ModelWriter writer) {
    RealWriter real = real(writer);
    FenceUpdate fences = real.fences(writer.commit());
    fences.sent();
    return committed(writer, real, fences);
  }

  private ModelWriter hearRefused(ModelWriter writer) {
    FenceUpdate fences = real(writer).fences(writer.commit());
    fences.sent();
    fences.notApplied();
    return writer.with(writer.commit().to(Phase.ASK, isInDoubt(fences)));
  }

  private ModelWriter hearNothing(ModelWriter writer) {
    FenceUpdate fences = real(writer).fences(writer.commit());
    fences.sent();
    Phase next = has(Ingredient.REREAD_AFTER_UNKNOWN_OUTCOME) ? Phase.ASK : Phase.SENT;
    return writer.with(writer.commit().to(next, isInDoubt(fences)));
  }

  /** The section of a bucket in the call that is under way. */
  Exec section(ModelWriter writer, int bucket) {
    return real(writer).exec(writer.commit().section(bucket));
  }

  /** The writer after the answer that a section was done. */
  ModelWriter hearDone(ModelWriter writer, int bucket) {
    RealWriter real = real(writer);
    FenceUpdate fences = real.fences(writer.commit().section(bucket));
    fences.sent();
    return on(writer.with(real.committed(fences)), writer.commit().done(bucket));
  }

  /** The writer after the answer that the fences of a section do not stand as expected. */
  ModelWriter hearNotDone(ModelWriter writer, int bucket, ModelRedis redis) {
    RealWriter real = real(writer);
    FenceUpdate fences = real.fences(writer.commit().section(bucket));
    fences.sent();
    fences.notApplied();
    String incarnation = redis.incarnations().get(bucket);
    if (has(Ingredient.CLAIM_WITH_COMMIT) && !isOf(incarnation, writer)) {
      return writer.stop(Stop.RESET);
    }
    if (incarnation.isEmpty() && !writer.claim().incarnation().isEmpty()) {
      return writer.stop(Stop.WENT_BACK_AT_COMMIT);
    }
    return switch (fences.judge(RealWriter.found(fences, bucket, redis.fences()))) {
      case COMMITTED -> on(writer.with(real.committed(fences)), writer.commit().done(bucket));
      case ANOTHER_WRITER -> writer.stop(Stop.ANOTHER_WRITER);
      case REDIS_WENT_BACK -> writer.stop(Stop.WENT_BACK_AT_COMMIT);
      case COMMIT -> throw new IllegalStateException("what is as expected is done");
    };
  }

  /** The writer after the loss of the connection over which a section was sent. */
  ModelWriter hearNothing(ModelWriter writer, int bucket) {
    return has(Ingredient.IN_DOUBT) ? writer.with(writer.commit().doubt(bucket)) : writer;
  }

  private boolean isInDoubt(FenceUpdate fences) {
    return fences.isInDoubt() && has(Ingredient.IN_DOUBT);
  }
}
