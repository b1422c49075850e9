/** Reads trace events from Kafka, writes dead letters there, and asks it for topics' ids. */
@NullMarked
package io.austin.stream.job.kafka;

import org.jspecify.annotations.NullMarked;
