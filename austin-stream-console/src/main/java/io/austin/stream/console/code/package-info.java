/** What channels' codes are called, whose matter they are, and what to do about them. */
@NullMarked
package io.austin.stream.console.code;

import org.jspecify.annotations.NullMarked;
