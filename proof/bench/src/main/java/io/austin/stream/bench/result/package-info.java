/** What benchmarks found, as it stands in their JSON files. */
@NullMarked
package io.austin.stream.bench.result;

import org.jspecify.annotations.NullMarked;
