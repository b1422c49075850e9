/**
 * Journeys: the life of one message for one receiver. A {@link
 * io.austin.stream.functions.journey.Journey} is a set of steps, of which outcome and latency are
 * pure functions; {@link io.austin.stream.functions.journey.JourneyRules} says when one is stuck
 * and when it ends. {@link io.austin.stream.functions.journey.FoldJourneys} keeps the open ones in
 * Flink's state and tells every change of how one stands, {@link
 * io.austin.stream.functions.journey.ShowJourneys} counts them by template, and {@link
 * io.austin.stream.functions.journey.JourneySink} writes what it tells to Redis.
 */
@NullMarked
package io.austin.stream.functions.journey;

import org.jspecify.annotations.NullMarked;
