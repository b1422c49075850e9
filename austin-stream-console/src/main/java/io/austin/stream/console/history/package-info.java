/**
 * What the archive knows, as the console asks it: {@link io.austin.stream.console.history.Archive}.
 * Who reads it comes with the archive's jar, if that is there.
 */
@NullMarked
package io.austin.stream.console.history;

import org.jspecify.annotations.NullMarked;
