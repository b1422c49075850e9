/** What a run is summed up to, for people and for scripts. */
@NullMarked
package io.austin.stream.local.report;

import org.jspecify.annotations.NullMarked;
