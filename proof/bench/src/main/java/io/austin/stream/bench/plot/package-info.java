/**
 * Plots as SVG. Text is left to whoever shows them, so that no font is needed where they are made;
 * and the same figures give the same file, so that a change can be read as one.
 */
@NullMarked
package io.austin.stream.bench.plot;

import org.jspecify.annotations.NullMarked;
