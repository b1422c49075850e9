/**
 * What journeys must say in Redis: a plain fold of the steps of each message for each receiver, by
 * docs/journeys.md alone. It shares nothing with the functions that write it.
 */
@NullMarked
package io.austin.stream.verify.journey;

import org.jspecify.annotations.NullMarked;
