/**
 * Checks before the job is submitted that Kafka and Redis are there and are what the options say,
 * so that a mistake is one line at the terminal and not a job that restarts for ever.
 */
@NullMarked
package io.austin.stream.job.preflight;

import org.jspecify.annotations.NullMarked;
