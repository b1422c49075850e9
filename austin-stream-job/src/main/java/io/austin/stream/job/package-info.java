/**
 * The Flink job. {@link io.austin.stream.job.TraceTopology} joins the ends it is given, {@link
 * io.austin.stream.job.AustinStreamJob} gives it the real ones. The options are in {@code options},
 * what speaks to Kafka in {@code kafka}, where dead letters go without a topic in {@code
 * deadletter}, the checks before submission in {@code preflight}.
 */
@NullMarked
package io.austin.stream.job;

import org.jspecify.annotations.NullMarked;
