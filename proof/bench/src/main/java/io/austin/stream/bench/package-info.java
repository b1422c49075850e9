/**
 * The command {@code bench}: how fast the job is. Servers are in {@code site}, events in {@code
 * backlog}, what is measured in {@code subject}, how in {@code measure}, what came of it in {@code
 * result} and, for a reader, in {@code report}.
 */
@NullMarked
package io.austin.stream.bench;

import org.jspecify.annotations.NullMarked;
