/**
 * The command {@code austin-stream} as operators have it: what a user may write, what follows from
 * it, and what is said about mistakes. {@code platform} is what the commands run on, {@code run}
 * the job in this process, {@code metrics} what the job tells of itself, {@code deadletter} and
 * {@code memory} what their commands do, {@code screen} and {@code report} what is shown of it all.
 * Other modules add commands with a {@link io.austin.stream.cli.CommandProvider}.
 */
@NullMarked
package io.austin.stream.cli;

import org.jspecify.annotations.NullMarked;
