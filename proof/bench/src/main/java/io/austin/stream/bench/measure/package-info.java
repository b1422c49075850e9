/** Measuring a subject while it applies a backlog: progress, CPU time, what Redis counts. */
@NullMarked
package io.austin.stream.bench.measure;

import org.jspecify.annotations.NullMarked;
