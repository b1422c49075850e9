/** Logs dead letters where no topic takes them. */
@NullMarked
package io.austin.stream.job.deadletter;

import org.jspecify.annotations.NullMarked;
