package io.austin.stream.test.event;

import org.jspecify.annotations.Nullable;

/**
 * A record that is no valid event.
 *
 * @param value the record's value, {@code null} for a tombstone
 * @param reason the reason that its dead letter must carry
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched and are never compared
public record Malformed(byte @Nullable [] value, String reason) {}
