/**
 * How days compare. Days' totals are read from Redis slowly and kept in arrays; answers are summed
 * from a table of them that never changes.
 */
@NullMarked
package io.austin.stream.console.trend;

import org.jspecify.annotations.NullMarked;
