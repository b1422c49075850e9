/** The calls of austin's own pages, answered in the shape that those expect, in Chinese. */
@NullMarked
package io.austin.stream.console.austin;

import org.jspecify.annotations.NullMarked;
