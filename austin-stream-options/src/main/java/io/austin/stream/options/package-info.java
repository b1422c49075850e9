/**
 * The job's options. {@link io.austin.stream.options.OptionDefinitions} defines each one in one
 * place; {@link io.austin.stream.options.OptionsCommandLine} puts them on a picocli command and
 * reads what was given there, in the environment and in a file into {@link
 * io.austin.stream.options.OptionValues}. A user's mistake is a {@link
 * io.austin.stream.options.UsageException}.
 */
@NullMarked
package io.austin.stream.options;

import org.jspecify.annotations.NullMarked;
