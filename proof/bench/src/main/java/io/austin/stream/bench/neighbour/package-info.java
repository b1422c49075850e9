/** What another client of the same Redis sees while a subject is at work. */
@NullMarked
package io.austin.stream.bench.neighbour;

import org.jspecify.annotations.NullMarked;
