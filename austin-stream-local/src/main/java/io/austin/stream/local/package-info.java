/**
 * Trying the stream out: {@code local}, the whole platform on one machine, and {@code generate}.
 * The run is in {@code run}, its servers in {@code servers}, what it comes to in {@code report}.
 */
@NullMarked
package io.austin.stream.local;

import org.jspecify.annotations.NullMarked;
