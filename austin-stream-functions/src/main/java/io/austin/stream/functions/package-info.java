/**
 * Reusable Flink functions on trace events. {@link io.austin.stream.functions.ParseEvents} turns a
 * Kafka record ({@link io.austin.stream.functions.SourceRecord}) into an event that knows where it
 * came from ({@link io.austin.stream.functions.PositionedEvent}) or a {@link
 * io.austin.stream.functions.DeadLetter}; the package {@code redis} writes events to Redis exactly
 * once. {@link io.austin.stream.functions.EventPipeline} joins the two.
 */
@NullMarked
package io.austin.stream.functions;

import org.jspecify.annotations.NullMarked;
