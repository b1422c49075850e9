package io.austin.stream.test.event;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The people that messages go to: phone numbers and mail addresses, drawn by a power law, so that a
 * few get much and most get little.
 */
final class Receivers {
  private static final int POPULATION = 200_000;
  private static final String[] PHONE = {
    "130", "135", "136", "137", "138", "139", "150", "151", "158", "159", "170", "177", "186", "189"
  };
  private static final String[] MAIL = {
    "@126.com", "@163.com", "@gmail.com", "@outlook.com", "@qq.com"
  };

  private static final String[] NAMES =
      IntStream.range(0, POPULATION).mapToObj(Receivers::name).toArray(String[]::new);

  private final SplittableRandom random;

  Receivers(SplittableRandom random) {
    this.random = random;
  }

  /** Adds this many receivers, none twice. */
  void draw(int count, Set<String> receivers) {
    while (receivers.size() < count) {
      double share = random.nextDouble();
      receivers.add(NAMES[(int) (POPULATION * share * share * share)]);
    }
  }

  /** Two thirds are phones. A name follows from its rank alone, whatever the seed. */
  private static String name(int rank) {
    int mixed = (rank * 0x9E3779B1) >>> 1;
    if (mixed % 3 == 0) {
      return "user" + Integer.toString(rank, 36) + MAIL[mixed / 3 % MAIL.length];
    }
    String number = Integer.toString(100_000_000 + rank).substring(1);
    return PHONE[mixed / 3 % PHONE.length] + number;
  }
}
