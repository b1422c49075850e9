package io.austin.stream.console.history;

import io.austin.stream.common.SimpleAnchorInfo;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the archive has of a receiver or a message.
 *
 * @param id the form that was found; the first that was asked for where none was
 * @param newestFirst may be empty
 * @param next before which moment there are more, in milliseconds since the epoch: those from there
 *     on are here. Empty where there are no more
 * @param isCutOff whether even so some are in no answer: more of one millisecond than fit into one
 * @param knownUntil the events' time up to which the archive has come, about; empty where it cannot
 *     tell
 */
public record ArchivedEvents(
    String id,
    List<SimpleAnchorInfo> newestFirst,
    OptionalLong next,
    boolean isCutOff,
    OptionalLong knownUntil) {}
