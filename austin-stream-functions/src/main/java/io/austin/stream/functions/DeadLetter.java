package io.austin.stream.functions;

/**
 * A record that is not a valid event, untouched, and why.
 *
 * @param reason as {@link io.austin.stream.common.InvalidEventException#reason()} names it
 * @param record the record as it was read
 */
public record DeadLetter(String reason, SourceRecord record) {}
