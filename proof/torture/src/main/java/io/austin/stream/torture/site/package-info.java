/** A whole platform whose parts can be broken one by one, and the job on it. */
@NullMarked
package io.austin.stream.torture.site;

import org.jspecify.annotations.NullMarked;
