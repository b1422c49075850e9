/**
 * Events that wait in Kafka, made from a seed, with places in them at which progress can be seen.
 */
@NullMarked
package io.austin.stream.bench.backlog;

import org.jspecify.annotations.NullMarked;
