package io.austin.stream.console.redis;

import io.austin.stream.common.SimpleAnchorInfo;
import java.util.List;

/**
 * The newest entries of a trail, as they stand in Redis.
 *
 * @param newestFirst never empty
 * @param length how many entries Redis has
 */
public record Trail(List<SimpleAnchorInfo> newestFirst, long length) {
  /** Whether a step of the message is among the entries. */
  public boolean has(String messageId) {
    return newestFirst.stream().anyMatch(entry -> messageId.equals(entry.getMessageId()));
  }

  /** Whether older entries were left out. */
  public boolean isTruncated() {
    return length > newestFirst.size();
  }

  /**
   * Whether there may be older entries: left out here, or not kept by the job, which says neither.
   */
  public boolean isCutOff() {
    return isTruncated() || length >= TrailReader.MAX_ENTRIES;
  }
}
