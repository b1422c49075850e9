package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.World.Faults;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk through every state that can be reached, nearest first, so that the first trace to a
 * violation is a shortest one.
 */
final class Walk {
  private static final int MAX_STEPS_TO_REST = 50;

  private final TinyTopic topic;
  private final FenceModel model;
  private final Map<World, World> cameFrom = new HashMap<>();
  private final Queue<World> toDo = new ArrayDeque<>();
  private final Set<World> settled = new HashSet<>();

  Walk(
      TinyTopic topic, Protocol protocol, Set<Ingredient> ingredients, Faults faults, int buckets) {
    this.topic = topic;
    this.model = new FenceModel(topic, protocol, ingredients);
    visit(null, model.before(faults, buckets));
  }

  /** Walks until the invariant does not hold, and tells the steps to there. */
  List<String> untilViolated(Invariant invariant) {
    return untilViolated(EnumSet.of(invariant));
  }

  /**
   * Walks everywhere, or until one of the invariants does not hold.
   *
   * @return the steps to where it does not, and its name; empty where all hold
   */
  List<String> untilViolated(Set<Invariant> invariants) {
    while (!toDo.isEmpty()) {
      World world = toDo.remove();
      for (Invariant invariant : invariants) {
        if (!invariant.holds(topic, world)) {
          return traceTo(world, invariant.name());
        }
      }
      model.stepsFrom(world, (next, words) -> visit(world, next));
    }
    return List.of();
  }

  private void visit(@Nullable World from, World next) {
    if (!cameFrom.containsKey(next)) {
      cameFrom.put(next, from);
      toDo.add(next);
    }
  }

  /** How many states were found. */
  int states() {
    return cameFrom.size();
  }

  /**
   * Looks whether the job, left alone in any of the states that were found, comes to rest with
   * every event applied once, or with a loss reported.
   *
   * @return the steps to a state where it does not; empty where it always does
   */
  List<String> untilUnsettled() {
    for (World world : cameFrom.keySet()) {
      if (!settles(world.alone())) {
        return traceTo(world, "does not come to rest");
      }
    }
    return List.of();
  }

  private boolean settles(World start) {
    List<World> path = new ArrayList<>();
    World world = start;
    while (world != null && !settled.contains(world)) {
      path.add(world);
      World next = model.undisturbed(world);
      if (path.size() > MAX_STEPS_TO_REST || (next == null && !isAtRest(world))) {
        return false;
      }
      world = next;
    }
    settled.addAll(path);
    return true;
  }

  /** Whether everything stands in Redis, or is known to be missing. */
  private boolean isAtRest(World world) {
    return world.current().isStopped()
        || (world.current().isDone()
            && Invariant.NOTHING_LOST_IN_SILENCE.holds(topic, world)
            && Invariant.NOTHING_TWICE.holds(topic, world));
  }

  private List<String> traceTo(World world, String violated) {
    List<String> trace = new ArrayList<>(List.of(violated));
    World to = world;
    for (World from = cameFrom.get(to); from != null; from = cameFrom.get(to)) {
      trace.add(words(from, to));
      to = from;
    }
    Collections.reverse(trace);
    return trace;
  }

  private String words(World from, World to) {
    List<String> words = new ArrayList<>();
    model.stepsFrom(
        from,
        (next, step) -> {
          if (next.equals(to)) {
            words.add(step.get());
          }
        });
    return words.get(0);
  }
}
