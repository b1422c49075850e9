/** The servers and the Flink that a run needs, started, found again on their data, and stopped. */
@NullMarked
package io.austin.stream.local.platform;

import org.jspecify.annotations.NullMarked;
