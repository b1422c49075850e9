/** What the data contract promises, each promise a thing of its own that can be checked. */
@NullMarked
package io.austin.stream.torture.guarantee;

import org.jspecify.annotations.NullMarked;
