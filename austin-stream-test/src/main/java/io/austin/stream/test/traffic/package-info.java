/** What is produced: generated or read from a file, at a pace, to standard output or to Kafka. */
@NullMarked
package io.austin.stream.test.traffic;

import org.jspecify.annotations.NullMarked;
