package io.austin.stream.torture.guarantee;

import io.austin.stream.verify.model.Differences;
import java.time.Instant;

/**
 * A look at Redis in the middle of a run, compared with the events below the fences that stood
 * there at that moment.
 *
 * @param at when
 * @param differences what was not as the fences say
 */
public record Sample(Instant at, Differences differences) {}
