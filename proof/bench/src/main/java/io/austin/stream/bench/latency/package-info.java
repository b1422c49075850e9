/** How long it takes from an event's production until it is visible in Redis. */
@NullMarked
package io.austin.stream.bench.latency;

import org.jspecify.annotations.NullMarked;
