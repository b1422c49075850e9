package io.austin.stream.torture.site;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import io.austin.stream.verify.model.Restriction;

/** The group's fences in some contents of Redis; topics go by their ids. */
final class Fences implements Restriction.Fences {
  private static final String PREFIX = TraceKeys.withPrefix("").own("Fence:" + SiteJob.GROUP + ":");

  private final RedisContents contents;
  private final int buckets;

  Fences(RedisContents contents) {
    this.contents = contents;
    RedisValue layout = contents.get(PREFIX + "Buckets");
    this.buckets = layout == null ? 1 : buckets(layout.text());
  }

  /**
   * As the protocol has it: a number, or what is done to it and the number; then an incarnation.
   */
  private static int buckets(String layout) {
    String number = layout.replaceFirst("^converting:", "").replaceFirst(" .*", "");
    return number.matches("\\d+") ? Integer.parseInt(number) : 1;
  }

  /** None. */
  static Fences none() {
    return new Fences(RedisContents.at(0).build());
  }

  /** The fences that stand in Redis now. */
  static Fences read(Site site) {
    return new Fences(RedisContents.read(site.redis().client(), key -> key.startsWith(PREFIX)));
  }

  /** Only the events below these. */
  Restriction restriction() {
    return Restriction.below(buckets, this);
  }

  /** Up to where the records of a partition stand at a key. */
  long next(String topicId, int partition, String key) {
    return next(topicId, partition, Restriction.bucketOf(key, buckets));
  }

  @Override
  public long next(String topicId, int partition, int bucket) {
    RedisValue fence = contents.get(PREFIX + topicId + ":" + partition + ":" + bucket);
    return fence == null ? 0 : Long.parseLong(fence.text());
  }
}
