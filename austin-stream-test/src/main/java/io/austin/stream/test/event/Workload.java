package io.austin.stream.test.event;

import java.util.SplittableRandom;

/** How many receivers the messages of some traffic have. */
public enum Workload {
  /** 80 % of the messages have one receiver, 15 % two to ten, 5 % a hundred: 6.7 on average. */
  MIXED {
    @Override
    int receivers(SplittableRandom random) {
      double share = random.nextDouble();
      if (share < 0.80) {
        return 1;
      }
      return share < 0.95 ? random.nextInt(2, 11) : 100;
    }
  },

  /** Every message has one receiver. */
  SINGLE {
    @Override
    int receivers(SplittableRandom random) {
      return 1;
    }
  };

  abstract int receivers(SplittableRandom random);
}
