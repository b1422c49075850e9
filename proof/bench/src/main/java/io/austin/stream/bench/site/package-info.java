/** The servers of a benchmark, and processes beside them. */
@NullMarked
package io.austin.stream.bench.site;

import org.jspecify.annotations.NullMarked;
