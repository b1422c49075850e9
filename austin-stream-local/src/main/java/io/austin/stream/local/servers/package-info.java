/** The Kafka and the Redis of a run, started, and found again on their data. */
@NullMarked
package io.austin.stream.local.servers;

import org.jspecify.annotations.NullMarked;
