/** Readers of the console, many at once. */
@NullMarked
package io.austin.stream.bench.readers;

import org.jspecify.annotations.NullMarked;
