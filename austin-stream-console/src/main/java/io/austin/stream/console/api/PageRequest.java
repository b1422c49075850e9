package io.austin.stream.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which part of a long answer is wanted. */
record PageRequest(int offset, int limit) {
  /** All of it. */
  static final PageRequest WHOLE = new PageRequest(0, Integer.MAX_VALUE);

  /** That part of it. */
  <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return all.subList(from, Math.min(from + limit, all.size()));
  }

  /** What the answer says of the part. */
  Page page(int total) {
    int end = offset + limit;
    return new Page(offset, limit, total, end < total ? end : null);
  }

  /** Where a part of an answer stands in the whole. */
  record Page(int offset, int limit, int total, @Nullable Integer next) {}
}
