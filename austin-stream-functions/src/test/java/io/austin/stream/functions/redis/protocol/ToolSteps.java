package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.Tool.Phase;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What {@code fences convert} and {@code fences reset} do, step by step. How fences are converted
 * and what a claim says is the code of production.
 */
final class ToolSteps {
  private static final int ALL_SLOTS = (1 << TinyTopic.BUCKETS) - 1;

  private final Protocol protocol;
  private final Set<Ingredient> ingredients;

  ToolSteps(Protocol protocol, Set<Ingredient> ingredients) {
    this.protocol = protocol;
    this.ingredients = ingredients;
  }

  private boolean has(Ingredient ingredient) {
    return ingredients.contains(ingredient);
  }

  /** Tells each tool that an operator can begin to use. */
  void begin(World world, Steps steps) {
    if (world.left().tools() > 0) {
      beginReset(world, steps);
      beginConversion(world, TinyTopic.BUCKETS + 1 - world.redis().claim().buckets(), steps);
    }
  }

  /** Does once more and whole what somebody was stopped in the middle of, if anybody was. */
  World doAgainWhatWasStopped(World world) {
    Claim claim = world.redis().claim();
    if (claim.layout().equals(Claim.resetting().layout())) {
      return resetAgain(world);
    }
    return claim.layout().startsWith(Claim.CONVERTING)
        ? whole(steps -> beginConversion(world, claim.buckets(), steps))
        : world;
  }

  /** Resets the fences whole. */
  World resetAgain(World world) {
    return whole(steps -> beginReset(world, steps));
  }

  private World whole(Consumer<Steps> begin) {
    World[] done = new World[1];
    begin.accept((next, words) -> done[0] = next);
    while (!done[0].tools().isEmpty()) {
      World now = done[0];
      goOn(now, now.tools().get(0), (next, words) -> done[0] = next);
    }
    return done[0];
  }

  private void beginReset(World world, Steps steps) {
    String incarnation =
        has(Ingredient.INCARNATION)
            ? "r" + world.left().tools()
            : world.redis().claim().incarnation();
    Claim before = world.redis().claim();
    Claim mine = new Claim(Claim.resetting().layout(), incarnation);
    Phase phase = protocol == Protocol.SCRIPTS ? Phase.SLOTS : Phase.READ;
    Tool tool = new Tool(true, 0, phase, before, mine, FenceGrid.NONE, ALL_SLOTS);
    steps.to(
        world.beginTool(tool).with(world.redis().withClaim(mine)),
        () -> tool + " begins, replaces the claim");
  }

  private void beginConversion(World world, int to, Steps steps) {
    Claim before = world.redis().claim();
    if (protocol == Protocol.SCRIPTS || before.buckets() == 0) {
      return; // there is nothing to convert
    }
    String token = Claim.CONVERTING + before.buckets() + ":" + world.left().tools();
    Claim mine = before.to(token);
    Tool tool = new Tool(false, to, Phase.READ, before, mine, FenceGrid.NONE, 0);
    if (has(Ingredient.CLAIM_BEFORE_CONVERSION)) {
      steps.to(
          world.beginTool(tool).with(world.redis().withClaim(mine)),
          () -> tool + " begins, replaces the claim");
    } else if (mayConvert(world, tool)) {
      steps.to(
          world.beginTool(tool.read(world.redis().fences()).to(Phase.CLAIM_LATE)),
          () -> tool + " begins, reads the fences");
    }
  }

  private boolean mayConvert(World world, Tool tool) {
    boolean isMultiple = tool.to() % tool.mine().buckets() == 0;
    return isMultiple || !has(Ingredient.REST) || world.redis().isAtRest();
  }

  /** Tells what a tool and Redis do next. */
  void goOn(World world, Tool tool, Steps steps) {
    switch (tool.phase()) {
      case CLAIM_LATE -> {
        boolean stands = world.redis().claim().equals(tool.before());
        World claimed =
            world.with(tool, tool.to(Phase.CHANGE)).with(world.redis().withClaim(tool.mine()));
        steps.to(stands ? claimed : world.without(tool), () -> tool + " replaces the claim");
      }
      case READ -> read(world, tool, steps);
      case CHANGE -> {
        boolean done = isTaken(world, tool);
        steps.to(
            done ? world.without(tool).with(changed(world.redis(), tool)) : world.without(tool),
            () -> tool + (done ? " is done" : " is refused: somebody else is at work"));
      }
      case SLOTS -> {
        for (int slot = 0; slot < TinyTopic.BUCKETS; slot++) {
          int bucket = slot;
          if (TinyTopic.has(tool.slots(), bucket)) {
            steps.to(
                world
                    .with(tool, tool.did(bucket))
                    .with(world.redis().resetBucket(bucket, tool.mine().incarnation())),
                () -> tool + " resets bucket " + bucket);
          }
        }
      }
      case END -> {
        ModelRedis redis = world.redis();
        boolean stands = redis.claim().equals(tool.mine());
        World done = world.without(tool);
        steps.to(
            stands ? done.with(redis.withClaim(tool.mine().to(Claim.NONE))) : done,
            () -> tool + " ends");
      }
    }
  }

  /** Reads the fences under {@code WATCH} of the claim, and does not go on where it may not. */
  private void read(World world, Tool tool, Steps steps) {
    if (!isTaken(world, tool)) {
      steps.to(world.without(tool), () -> tool + " ends: somebody else is at work");
    } else if (tool.resets() || mayConvert(world, tool)) {
      steps.to(
          world.with(tool, tool.read(world.redis().fences())), () -> tool + " reads the fences");
    } else {
      Claim asBefore = tool.mine().to(Integer.toString(tool.mine().buckets()));
      steps.to(
          world.without(tool).with(world.redis().withClaim(asBefore)),
          () -> tool + " ends: the buckets are not equally far");
    }
  }

  private boolean isTaken(World world, Tool tool) {
    return !has(Ingredient.CLAIM_OF_TOOL) || world.redis().claim().equals(tool.mine());
  }

  private static ModelRedis changed(ModelRedis redis, Tool tool) {
    return tool.resets()
        ? redis.reset(tool.read()).withClaim(tool.mine().to(Claim.NONE))
        : redis
            .converted(tool.read(), tool.mine().buckets(), tool.to())
            .withClaim(tool.mine().to(Integer.toString(tool.to())));
  }
}
