/** How the job's speed changes with what it has to deal with. */
@NullMarked
package io.austin.stream.local.bench.growth;

import org.jspecify.annotations.NullMarked;
