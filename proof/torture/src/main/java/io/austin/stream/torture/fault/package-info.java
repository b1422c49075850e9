/** Everything that is known to go wrong, each by a name. */
@NullMarked
package io.austin.stream.torture.fault;

import org.jspecify.annotations.NullMarked;
