package io.austin.stream.cli.deadletter;

import java.util.Optional;

/**
 * What a {@link Replay} shall do.
 *
 * @param to the topic to write to; empty: where each letter came from
 * @param limit how many letters at most
 * @param again whether letters that were replayed before go once more
 * @param force whether letters go that the job would refuse again, or has refused again
 * @param dryRun whether nothing is written
 */
public record ReplaySettings(
    Optional<String> to, long limit, boolean again, boolean force, boolean dryRun) {}
