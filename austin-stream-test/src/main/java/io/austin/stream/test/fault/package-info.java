/**
 * Faults between a client and a server: {@link io.austin.stream.test.fault.TcpProxy} cuts, stalls
 * and refuses connections, and in Redis's protocol loses, cuts off or delays a single command.
 */
@NullMarked
package io.austin.stream.test.fault;

import org.jspecify.annotations.NullMarked;
