/** What all addresses have in common: their methods, and the path that they stand under. */
@NullMarked
package io.austin.stream.console.http;

import org.jspecify.annotations.NullMarked;
