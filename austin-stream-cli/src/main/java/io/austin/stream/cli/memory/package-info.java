/** How much of Redis' memory each view takes, from a sample of its keys. */
@NullMarked
package io.austin.stream.cli.memory;

import org.jspecify.annotations.NullMarked;
