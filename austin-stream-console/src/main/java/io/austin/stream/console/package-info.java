/** The console: a read API over what the job wrote to Redis, and the page that shows it. */
@NullMarked
package io.austin.stream.console;

import org.jspecify.annotations.NullMarked;
