package io.austin.stream.verify.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A valid event of a topic, as the contract reads it.
 *
 * @param position where its record stands
 * @param recordTimestamp the record's own timestamp in milliseconds since the epoch, negative for
 *     none
 * @param businessId the template and day
 * @param receivers whom it is of
 * @param state the step
 * @param time when it happened, in milliseconds since the epoch
 * @param messageId the message; {@code null} where it has none
 */
public record KnownEvent(
    Position position,
    long recordTimestamp,
    long businessId,
    Set<String> receivers,
    int state,
    long time,
    @Nullable String messageId) {}
