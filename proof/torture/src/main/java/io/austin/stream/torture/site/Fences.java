package io.austin.stream.torture.site;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import io.austin.stream.verify.model.Restriction;

/** The group's fences in some contents of Redis; topics go by their ids. */
final class Fences implements Restriction.Fences {
  private static final String PREFIX = TraceKeys.withPrefix("").own("Fence:" + SiteJob.GROUP + ":");

  private final RedisContents contents;

  Fences(RedisContents contents) {
    this.contents = contents;
  }

  /** The fences that stand in Redis now. */
  static Fences read(Site site) {
    return new Fences(RedisContents.read(site.redis().client(), key -> key.startsWith(PREFIX)));
  }

  @Override
  public long next(String topicId, int partition, int bucket) {
    RedisValue fence = contents.get(PREFIX + topicId + ":" + partition + ":" + bucket);
    return fence == null ? 0 : Long.parseLong(fence.text());
  }
}
