/** What another client of the same Redis sees while a subject is at work. */
@NullMarked
package io.austin.stream.local.bench.neighbour;

import org.jspecify.annotations.NullMarked;
