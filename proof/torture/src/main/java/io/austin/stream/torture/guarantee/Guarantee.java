package io.austin.stream.torture.guarantee;

import java.util.List;

/** A promise of the data contract that no fault may break. */
public interface Guarantee {
  /** The promise in a few words. */
  String promise();

  /** Where the evidence breaks it; empty where it is kept. */
  List<String> violations(Evidence evidence);

  /** All that the contract promises. */
  static List<Guarantee> all() {
    return List.of(
        new NothingLost(),
        new NothingDoubled(),
        new ContentsExact(),
        new EveryKeyExpires(),
        new BadRecordsAreDeadLetters(),
        new FencesTellTheData(),
        new RemovalsAreNamed());
  }
}
