/** A run of the whole platform: produce, watch until all of it is applied, verify. */
@NullMarked
package io.austin.stream.local.run;

import org.jspecify.annotations.NullMarked;
