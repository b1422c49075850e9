/** The servers of a benchmark. */
@NullMarked
package io.austin.stream.bench.site;

import org.jspecify.annotations.NullMarked;
