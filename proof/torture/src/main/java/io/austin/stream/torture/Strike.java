package io.austin.stream.torture;

import io.austin.stream.torture.fault.Fault;
import java.time.Duration;

/**
 * A fault that was done.
 *
 * @param fault which
 * @param recovery how long it took from its first blow until everything produced up to its last one
 *     stood in Redis
 * @param alone whether no other fault came before it was recovered from
 */
record Strike(Fault fault, Duration recovery, boolean alone) {}
