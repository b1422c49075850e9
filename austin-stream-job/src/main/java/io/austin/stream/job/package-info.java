/**
 * The Flink job. {@link io.austin.stream.job.TraceTopology} joins the ends it is given, {@link
 * io.austin.stream.job.AustinStreamJob} gives it the real ones. What the options make of the ends
 * is in {@code options}, where dead letters go without a topic in {@code deadletter}, the checks
 * before submission in {@code preflight}.
 */
@NullMarked
package io.austin.stream.job;

import org.jspecify.annotations.NullMarked;
