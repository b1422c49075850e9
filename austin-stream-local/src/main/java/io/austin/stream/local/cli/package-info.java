/**
 * The subcommands: what a user may write, what follows from it, and what is said about mistakes.
 */
@NullMarked
package io.austin.stream.local.cli;

import org.jspecify.annotations.NullMarked;
