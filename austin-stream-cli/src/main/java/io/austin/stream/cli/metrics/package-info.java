/**
 * What the job tells of itself while it runs. {@link
 * io.austin.stream.cli.metrics.JobMetricsReporter} is a Flink metric reporter, so that the figures
 * are the very ones that ops see; {@link io.austin.stream.cli.metrics.JobMetrics} reads them.
 */
@NullMarked
package io.austin.stream.cli.metrics;

import org.jspecify.annotations.NullMarked;
