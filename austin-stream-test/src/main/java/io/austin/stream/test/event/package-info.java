/**
 * Trace events to test with: {@link io.austin.stream.test.event.Events} are fixtures by hand,
 * {@link io.austin.stream.test.event.EventGenerator} makes realistic traffic from a seed, {@link
 * io.austin.stream.test.event.MalformedEvents} makes records that are no events, and {@link
 * io.austin.stream.test.event.TrafficMix} mixes both.
 */
@NullMarked
package io.austin.stream.test.event;

import org.jspecify.annotations.NullMarked;
