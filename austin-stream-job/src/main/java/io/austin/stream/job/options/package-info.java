/** The settings of source and sinks as the job's options say them. */
@NullMarked
package io.austin.stream.job.options;

import org.jspecify.annotations.NullMarked;
