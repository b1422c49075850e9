package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.protocol.ModelWriter.Intake;

/** What must hold in every state. */
enum Invariant {
  /** No event stands twice in a key. */
  NOTHING_TWICE {
    @Override
    boolean holds(TinyTopic topic, World world, int event, int key) {
      return world.redis().times(event, key) <= 1;
    }
  },

  /** What lies below a bucket's fence stands in it. */
  NOTHING_MISSING_BELOW_A_FENCE {
    @Override
    boolean holds(TinyTopic topic, World world, int event, int key) {
      return world.redis().times(event, key) > 0 || !isBelowFence(topic, world, event, key);
    }
  },

  /** What does not lie below a bucket's fence does not stand in it. */
  NOTHING_BEYOND_A_FENCE {
    @Override
    boolean holds(TinyTopic topic, World world, int event, int key) {
      return world.redis().times(event, key) == 0 || isBelowFence(topic, world, event, key);
    }
  },

  /**
   * What the job does not have before it any more stands in Redis, or the job knows a fence above
   * it that Redis does not have, and so reports the loss when it comes to that fence.
   */
  NOTHING_LOST_IN_SILENCE {
    @Override
    boolean holds(TinyTopic topic, World world, int event, int key) {
      ModelWriter writer = world.current();
      return world.redis().times(event, key) > 0
          || writer.isStopped()
          || TinyTopic.has(writer.intake().undelivered(), event)
          || isPending(writer, event, key % writer.buckets())
          || isKnown(topic, writer, event, key % writer.buckets());
    }
  },

  /** A writer stops only for what has happened. */
  NO_FALSE_ALARM {
    @Override
    boolean holds(TinyTopic topic, World world) {
      return switch (world.current().stop()) {
        case NO -> true;
        case ANOTHER_WRITER -> world.current().overtaken();
        case WENT_BACK_AT_COMMIT, WENT_BACK_AT_FIRST_RECORD -> world.hasRolledBack();
        case RESET, OTHER_BUCKETS, CHANGING -> world.left().hasOperated();
        case WENT_BACK_TO_WHAT_IS_READ_AGAIN, REORDERED -> false;
      };
    }
  };

  /** Whether it holds. */
  boolean holds(TinyTopic topic, World world) {
    for (int event = 0; event < topic.events().size(); event++) {
      for (int key = 0; key < TinyTopic.KEYS; key++) {
        if (topic.events().get(event).reaches(key) && !holds(topic, world, event, key)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether it holds for what an event writes to a key. */
  boolean holds(TinyTopic topic, World world, int event, int key) {
    return true;
  }

  private static boolean isBelowFence(TinyTopic topic, World world, int event, int key) {
    TinyTopic.Event it = topic.events().get(event);
    return it.offset() < world.redis().fence(it.partition(), key);
  }

  private static boolean isPending(ModelWriter writer, int event, int bucket) {
    Intake intake = writer.intake();
    return TinyTopic.has(intake.open(), event)
        || (TinyTopic.has(intake.batch(), event) && writer.commit().isToDo(bucket));
  }

  private static boolean isKnown(TinyTopic topic, ModelWriter writer, int event, int bucket) {
    TinyTopic.Event it = topic.events().get(event);
    return it.offset() < writer.memory().known(it.partition(), bucket);
  }
}
