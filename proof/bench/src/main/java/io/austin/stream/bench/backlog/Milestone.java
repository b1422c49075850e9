package io.austin.stream.bench.backlog;

import java.util.List;

/**
 * A place in a partition that can be seen in Redis: when the keys exist, what stands before it in
 * the partition has been applied, but for the rest of the batch that brought the keys.
 *
 * @param position how many of the partition's events stand before it
 * @param keys message trails that begin there
 */
public record Milestone(long position, List<String> keys) {}
