/**
 * The command {@code austin-stream}. {@code cli} holds its subcommands, {@code platform} the
 * servers and the Flink they run on, {@code traffic} what is produced, {@code metrics} what the job
 * tells of itself, {@code report} what is made of it all for people and programs.
 */
@NullMarked
package io.austin.stream.local;

import org.jspecify.annotations.NullMarked;
