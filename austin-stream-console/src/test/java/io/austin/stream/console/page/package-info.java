/** The page in a real browser. */
@NullMarked
package io.austin.stream.console.page;

import org.jspecify.annotations.NullMarked;
