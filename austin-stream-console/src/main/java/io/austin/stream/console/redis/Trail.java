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
  /** Whether older entries were left out. */
  public boolean isTruncated() {
    return length > newestFirst.size();
  }
}
