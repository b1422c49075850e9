/**
 * What every proof on broken servers needs, be it of torture or on a cluster: the jar that is
 * submitted, patience with what is down, and a probe that tells when all events have arrived.
 */
@NullMarked
package io.austin.stream.proof;

import org.jspecify.annotations.NullMarked;
