package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.ModelWriter.Checkpoint;
import io.austin.stream.functions.redis.protocol.ModelWriter.Commit;
import io.austin.stream.functions.redis.protocol.ModelWriter.Phase;
import io.austin.stream.functions.redis.protocol.World.Faults;
import io.austin.stream.functions.redis.protocol.WriterSteps.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen next: what the writers do, what Redis, the network and Flink do to
 * them, and what operators do to the fences.
 *
 * <p>Steps that differ only in what nobody else can tell are one step, so that the walk stays
 * short. Reading a reply goes with the transaction's arrival. {@code WATCH} goes with the reading
 * of the fences; what happens between the two ends as a refusal though the fences stand, which is
 * modelled, as other writers' expiries cause it too. Records are given to a writer while it commits
 * nothing: one that comes earlier waits in the open batch until then.
 */
final class FenceModel {
  private static final List<Role> WRITERS = List.of(Role.CURRENT, Role.ZOMBIE);
  private static final String LOST = ", and the reply is lost";

  private final TinyTopic topic;
  private final Protocol protocol;
  private final Set<Ingredient> ingredients;
  private final WriterSteps writers;
  private final ToolSteps tools;

  /** A model of a protocol that is made of these ingredients. */
  FenceModel(TinyTopic topic, Protocol protocol, Set<Ingredient> ingredients) {
    this.topic = topic;
    this.protocol = protocol;
    this.ingredients = ingredients;
    this.writers = new WriterSteps(topic, protocol, ingredients);
    this.tools = new ToolSteps(protocol, ingredients);
  }

  /** The beginning: a job that has nothing behind it, for that many buckets. */
  World before(Faults faults, int buckets) {
    Checkpoint none = Checkpoint.before(topic);
    Checkpoint first = faults.tools() == 0 ? none.of("") : none; // all are of it: fewer states
    return World.before(first, faults, writers.open(ModelRedis.empty(buckets), first, buckets));
  }

  private boolean has(Ingredient ingredient) {
    return ingredients.contains(ingredient);
  }

  /** Tells every step that can be taken. */
  void stepsFrom(World world, Steps steps) {
    for (Role role : WRITERS) {
      ModelWriter writer = world.writer(role);
      if (writer != null && !writer.isStopped()) {
        goOn(world, role, writer, steps);
        writers.rest(world, role, writer, steps);
      }
    }
    operate(world, steps);
    lateArrivals(world, steps);
    completeCheckpoint(world, steps);
    failOver(world, steps);
    killZombie(world, steps);
    saveOrRollBack(world, steps);
  }

  /** What the job does next where nothing goes wrong; {@code null} where it is at rest. */
  @Nullable World undisturbed(World world) {
    if (world.current().isStopped()) {
      return afterStop(world);
    }
    List<World> next = new ArrayList<>();
    goOn(world, Role.CURRENT, world.current(), (to, words) -> next.add(to));
    return next.isEmpty() ? null : next.get(0);
  }

  /** Who is told that the fences are not as they should be does what the message says. */
  private @Nullable World afterStop(World world) {
    ModelWriter stopped = world.current();
    Checkpoint none = Checkpoint.before(topic);
    return switch (stopped.stop()) {
      case WENT_BACK_AT_FIRST_RECORD -> null;
      case RESET ->
          world.checkpoint().equals(none)
              ? restart(tools.resetAgain(world), none, stopped.buckets())
              : restart(world, none, stopped.buckets());
      case CHANGING -> {
        World done = tools.doAgainWhatWasStopped(world);
        yield restart(done, done.checkpoint(), bucketsIn(done));
      }
      case OTHER_BUCKETS -> restart(world, world.checkpoint(), bucketsIn(world));
      default -> restart(world, world.checkpoint(), stopped.buckets());
    };
  }

  /** For how many buckets the fences are; where there are none, what the job has. */
  private static int bucketsIn(World world) {
    int buckets = Math.min(world.redis().claim().buckets(), TinyTopic.BUCKETS);
    return buckets == 0 ? world.current().buckets() : buckets;
  }

  /** The job goes on from a checkpoint. */
  private World restart(World world, Checkpoint from, int buckets) {
    WriterSteps.Opened opened = writers.open(world.redis(), from, buckets);
    return withClaimOf(opened.redis(), world).with(from).withCurrent(opened.writer());
  }

  /** With what has become of Redis; whoever watches the claim, and finds another, is refused. */
  private World withClaimOf(ModelRedis redis, World world) {
    boolean another = !redis.claim().equals(world.redis().claim());
    World told = world.with(redis);
    if (another && protocol == Protocol.TRANSACTIONS && has(Ingredient.CLAIM_WITH_COMMIT)) {
      told = told.withLate(List.of());
      for (Role role : WRITERS) {
        ModelWriter writer = told.writer(role);
        if (writer != null && writer.commit().phase() == Phase.SENT) {
          told = told.with(role, writer.with(writer.commit().breakWatch()));
        }
      }
    }
    return told;
  }

  private void operate(World world, Steps steps) {
    Steps refusing =
        (next, words) -> steps.to(withClaimOf(next.redis(), next.with(world.redis())), words);
    tools.begin(world, refusing);
    for (Tool tool : world.tools()) {
      tools.goOn(world, tool, refusing);
    }
  }

  /** Tells what a writer and Redis do; what they do undisturbed comes first. */
  private void goOn(World world, Role role, ModelWriter writer, Steps steps) {
    switch (writer.commit().phase()) {
      case IDLE -> {
        writers.deliver(world, role, writer, steps);
        writers.take(world, role, writer, steps);
      }
      case ASK -> writers.ask(world, role, writer, steps);
      case SENT -> {
        arrive(world, role, writer, steps);
        loseConnection(world, role, writer, steps);
      }
      case FENCES_SENT -> {
        fencesArrive(world, role, writer, steps);
        loseConnection(world, role, writer, steps);
      }
      case CALLED -> {
        for (int bucket = 0; bucket < TinyTopic.BUCKETS; bucket++) {
          if (writer.commit().isToDo(bucket)) {
            sectionArrives(world, role, writer, bucket, steps);
            loseSection(world, role, writer, bucket, steps);
          }
        }
      }
    }
  }

  /** The transaction reaches Redis, and the reply the writer, or not. */
  private void arrive(World world, Role role, ModelWriter writer, Steps steps) {
    Sent sent = writers.sent(writer);
    Exec exec = sent.exec().from(role);
    if (!writer.commit().broken() && exec.movesFences()) {
      World applied = apply(world, exec, role);
      if (has(Ingredient.FENCE_WITH_DATA)) {
        steps.to(applied.with(role, sent.applied()), () -> applied(exec));
        steps.to(applied.with(role, sent.unknown()), () -> applied(exec) + LOST);
      } else {
        Commit moving = writer.commit().to(Phase.FENCES_SENT, true);
        steps.to(applied.with(role, writer.with(moving)), () -> applied(exec) + ", without fences");
      }
    }
    if (has(Ingredient.WATCH)) {
      steps.to(world.with(role, sent.refused()), () -> refused(exec));
      steps.to(world.with(role, sent.unknown()), () -> refused(exec) + LOST);
    }
  }

  /**
   * A section reaches the node that has the slot, and the answer the writer, or not. One that has
   * it no longer answers so and does nothing: that is no step. Sections of one call are steps of
   * their own, as other calls may come between those of two nodes; answered are all or none, but
   * the writer takes one answer after another.
   */
  private void sectionArrives(World world, Role role, ModelWriter writer, int bucket, Steps steps) {
    Exec exec = writers.section(writer, bucket).from(role);
    ModelWriter lost = writers.hearNothing(writer, bucket);
    if (isDone(world, exec)) {
      World done = apply(world, exec, role);
      if (has(Ingredient.FENCE_WITH_DATA)) {
        steps.to(done.with(role, writers.hearDone(writer, bucket)), () -> applied(exec));
        steps.to(done.with(role, lost), () -> applied(exec) + LOST);
      } else {
        steps.to(done, () -> applied(exec) + ", and the slot leaves before its fences are moved");
      }
    } else {
      ModelWriter told = writers.hearNotDone(writer, bucket, world.redis());
      steps.to(
          world.with(role, told),
          () -> "%s hears that fences of bucket %d have moved".formatted(role, bucket));
      steps.to(world.with(role, lost), () -> "nothing is done for " + role + LOST);
    }
  }

  private boolean isDone(World world, Exec exec) {
    String incarnation = world.redis().incarnations().get(exec.bucket());
    return (!has(Ingredient.WATCH) || exec.isExpectedAt(world.redis().fences()))
        && (!has(Ingredient.CLAIM_WITH_COMMIT) || exec.incarnation().equals(incarnation));
  }

  /** The connection is lost before a section arrived, which may still happen. */
  private void loseSection(World world, Role role, ModelWriter writer, int bucket, Steps steps) {
    ModelWriter lost = writers.hearNothing(writer, bucket);
    String words = role + " loses its connection with the section of bucket " + bucket;
    steps.to(world.with(role, lost), () -> words);
    if (world.late().size() < world.left().late()) {
      Exec late = writers.section(writer, bucket).from(role);
      steps.to(world.plusLate(late).with(role, lost), () -> words + " under way");
    }
  }

  private String applied(Exec exec) {
    return "Redis applies %s in bucket %d for %s"
        .formatted(topic.names(ModelRedis.events(exec.writes())), exec.bucket(), exec.sender());
  }

  private static String refused(Exec exec) {
    return "Redis refuses the transaction of " + exec.sender();
  }

  private void fencesArrive(World world, Role role, ModelWriter writer, Steps steps) {
    Sent sent = writers.sent(writer);
    Exec exec = sent.exec().from(role);
    World moved = tellOthers(world.with(world.redis().withFences(exec)), exec, role);
    steps.to(
        moved.with(role, sent.applied()),
        () -> "Redis moves the fences of bucket %d for %s".formatted(exec.bucket(), role));
  }

  /** Applies what arrived over a writer's connection, or over one that was lost. */
  private World apply(World world, Exec exec, @Nullable Role connection) {
    ModelRedis data = world.redis().withData(exec);
    return has(Ingredient.FENCE_WITH_DATA)
        ? tellOthers(world.with(data.withFences(exec)), exec, connection)
        : world.with(data);
  }

  /** Breaks the watches of others, and notes for the others that they are not alone. */
  private World tellOthers(World world, Exec exec, @Nullable Role connection) {
    World told =
        protocol == Protocol.TRANSACTIONS && has(Ingredient.WATCH)
            ? breakWatches(world, exec, connection)
            : world;
    return exec.sender() == Role.CURRENT
        ? told
        : told.with(Role.CURRENT, told.current().overtake());
  }

  private World breakWatches(World world, Exec exec, @Nullable Role connection) {
    World told = world.withoutLate(late -> late.watchesWhatIsMovedBy(exec));
    for (Role role : WRITERS) {
      ModelWriter writer = told.writer(role);
      if (role != connection
          && writer != null
          && writer.commit().phase() == Phase.SENT
          && writers.sent(writer).exec().watchesWhatIsMovedBy(exec)) {
        told = told.with(role, writer.with(writer.commit().breakWatch()));
      }
    }
    return told;
  }

  private void lateArrivals(World world, Steps steps) {
    for (int i = 0; i < world.late().size(); i++) {
      Exec exec = world.late().get(i);
      World arrived = world.withoutLate(exec::equals);
      if (protocol == Protocol.TRANSACTIONS || isDone(world, exec)) {
        steps.to(apply(arrived, exec, null), () -> applied(exec) + ", late");
      } else {
        steps.to(arrived, () -> "a late section of " + exec.sender() + " is not done");
      }
    }
  }

  /** The connection is lost before the transaction arrived, which may still happen. */
  private void loseConnection(World world, Role role, ModelWriter writer, Steps steps) {
    for (World left : leave(world, role, writer)) {
      steps.to(
          left.with(role, writers.sent(writer).unknown()),
          () -> role + " loses its connection with the transaction under way");
    }
  }

  /** The ways in which a writer's transaction is left to itself: it never arrives, or late. */
  private List<World> leave(World world, Role role, ModelWriter writer) {
    if (writer.commit().phase() == Phase.CALLED) {
      return leaveSections(world, role, writer);
    }
    boolean mayArrive =
        writer.commit().phase() == Phase.SENT
            && !writer.commit().broken()
            && world.late().size() < world.left().late();
    return mayArrive
        ? List.of(world, world.plusLate(writers.sent(writer).exec().from(role)))
        : List.of(world);
  }

  private List<World> leaveSections(World world, Role role, ModelWriter writer) {
    List<World> ways = new ArrayList<>(List.of(world));
    for (int bucket = 0; bucket < TinyTopic.BUCKETS; bucket++) {
      if (writer.commit().isToDo(bucket)) {
        Exec late = writers.section(writer, bucket).from(role);
        for (World way : List.copyOf(ways)) {
          if (way.late().size() < way.left().late()) {
            ways.add(way.plusLate(late));
          }
        }
      }
    }
    return ways;
  }

  private void completeCheckpoint(World world, Steps steps) {
    ModelWriter writer = world.current();
    int undelivered = writer.intake().undelivered();
    int delivered = topic.all() & ~undelivered;
    boolean flushed = writer.isFlushed() || !has(Ingredient.FLUSH_BEFORE_CHECKPOINT);
    if (!writer.isStopped() && flushed && topic.isWithoutHoles(delivered)) {
      steps.to(
          world.with(
              new Checkpoint(
                  undelivered,
                  writers.remember(writer, delivered),
                  writer.buckets(),
                  writer.claim().incarnation())),
          () -> "a checkpoint completes behind " + topic.names(delivered));
    }
  }

  /** The job goes on from its checkpoint; the old attempt dies, or does not know that it should. */
  private void failOver(World world, Steps steps) {
    if (world.left().failovers() > 0) {
      World failed = world.with(world.left().afterFailover());
      ModelWriter old = world.current();
      failOver(
          failed, old, world.checkpoint(), old.buckets(), "goes on from its checkpoint", steps);
      if (world.left().hasOperated()) {
        restartOtherwise(failed, old, steps);
      }
    }
  }

  /** Whoever converted or reset the fences starts the job as the message says, or as not. */
  private void restartOtherwise(World failed, ModelWriter old, Steps steps) {
    for (int buckets = 1; buckets <= TinyTopic.BUCKETS; buckets++) {
      if (protocol == Protocol.TRANSACTIONS || buckets == old.buckets()) {
        String with = " with redis.buckets " + buckets;
        if (buckets != old.buckets()) {
          failOver(failed, old, failed.checkpoint(), buckets, "goes on" + with, steps);
        }
        Checkpoint none = Checkpoint.before(topic);
        failOver(failed, old, none, buckets, "begins without a checkpoint" + with, steps);
        Checkpoint kept = failed.kept();
        if (kept != null && !kept.equals(failed.checkpoint()) && !kept.equals(none)) {
          failOver(failed, old, kept, buckets, "goes back to a kept checkpoint" + with, steps);
        }
      }
    }
  }

  private void failOver(
      World failed, ModelWriter old, Checkpoint from, int buckets, String how, Steps steps) {
    for (World left : leave(failed, Role.CURRENT, old)) {
      steps.to(
          restart(left.renameSender(Role.CURRENT, Role.DEAD), from, buckets),
          () -> "the job fails and " + how);
    }
    if (failed.zombie() == null && !old.isStopped()) {
      World left = failed.renameSender(Role.CURRENT, Role.ZOMBIE).with(Role.ZOMBIE, old);
      steps.to(
          restart(left, from, buckets),
          () -> "the job %s, while the old attempt runs on as a zombie".formatted(how));
    }
  }

  private void killZombie(World world, Steps steps) {
    ModelWriter zombie = world.zombie();
    if (zombie != null) {
      for (World left : leave(world, Role.ZOMBIE, zombie)) {
        steps.to(
            left.renameSender(Role.ZOMBIE, Role.DEAD).withZombie(null), () -> "the zombie dies");
      }
    }
  }

  private void saveOrRollBack(World world, Steps steps) {
    ModelRedis saved = world.saved();
    if (saved != null && protocol == Protocol.SCRIPTS) {
      for (int node = 0; node < TinyTopic.BUCKETS; node++) {
        int bucket = node;
        steps.to(
            world.rollBackNode(bucket, saved, writer -> cutOff(writer, bucket)),
            () -> "the node with bucket %d falls back to what it saved".formatted(bucket));
      }
    } else if (saved != null) {
      steps.to(
          world.rollBack(saved, this::cutOff),
          () -> "Redis falls back to what it saved, and every connection is lost");
    } else if (world.left().mayRollBack()) {
      steps.to(world.save(), () -> "Redis saves what it holds");
      if (world.left().hasOperated() || world.left().tools() > 0) {
        loseEverything(world, steps);
      }
    }
  }

  private void loseEverything(World world, Steps steps) {
    ModelRedis nothing = ModelRedis.empty(world.redis().buckets());
    if (protocol == Protocol.TRANSACTIONS) {
      steps.to(world.rollBack(nothing, this::cutOff), () -> "Redis loses everything");
      return;
    }
    for (int node = 0; node < TinyTopic.BUCKETS; node++) {
      int bucket = node;
      steps.to(
          world.rollBackNode(bucket, nothing, writer -> cutOff(writer, bucket)),
          () -> "the node with bucket %d loses everything".formatted(bucket));
    }
  }

  private ModelWriter cutOff(ModelWriter writer) {
    return switch (writer.commit().phase()) {
      case SENT, FENCES_SENT -> writers.sent(writer).unknown();
      case IDLE, ASK, CALLED -> writer;
    };
  }

  private ModelWriter cutOff(ModelWriter writer, int bucket) {
    return writer.commit().phase() == Phase.CALLED && writer.commit().isToDo(bucket)
        ? writers.hearNothing(writer, bucket)
        : writer;
  }
}
