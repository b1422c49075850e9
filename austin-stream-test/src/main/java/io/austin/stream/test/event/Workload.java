package io.austin.stream.test.event;

import java.util.SplittableRandom;

/** How many receivers the messages of some traffic have. */
public enum Workload implements ReceiverCount {
  /** 80 % of the messages have one receiver, 15 % two to ten, 5 % a hundred: 6.7 on average. */
  MIXED {
    @Override
    public int draw(SplittableRandom random) {
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
    public int draw(SplittableRandom random) {
      return 1;
    }
  }
}
