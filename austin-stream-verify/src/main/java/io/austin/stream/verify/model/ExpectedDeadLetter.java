package io.austin.stream.verify.model;

/**
 * A record that must have become a dead letter.
 *
 * @param reason the reason that it must carry
 * @param position where the record stands
 */
public record ExpectedDeadLetter(String reason, Position position) {}
